"""Is the package of the English tagger whole, small, and made from our own corpus alone?"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import version
from pathlib import Path

import pytest

import onrecord_en

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "packages" / "onrecord-en"
LARGEST = 30_000_000
"""Bytes of everything that the package holds."""
CORPUS = "onrecord attribution corpus"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of stand-in files with their sums."""
    for name in onrecord_en.FILES:
        (tmp_path / name).write_bytes(f"stand-in for {name}\n".encode())
    renew(tmp_path)
    return tmp_path


def renew(folder: Path) -> None:
    subprocess.run([sys.executable, PACKAGE / "sums.py", folder], check=True, capture_output=True)


def held(name: str) -> bytes:
    return (PACKAGE / "src" / "onrecord_en" / "weights" / name).read_bytes()


def test_whole_files_are_read_as_they_are(folder: Path) -> None:
    onrecord_en.check(folder)
    assert onrecord_en.read_bytes("tagger.json", folder=folder) == b"stand-in for tagger.json\n"


@pytest.mark.parametrize("name", onrecord_en.FILES)
def test_a_changed_file_is_told_by_name_with_the_next_step(folder: Path, name: str) -> None:
    (folder / name).write_bytes((folder / name).read_bytes()[:-1])
    with pytest.raises(onrecord_en.DamagedFile, match=f"{name} is not the file .*: pip install ") as raised:
        onrecord_en.check(folder)
    assert raised.value.name == name
    renew(folder)
    onrecord_en.check(folder)


@pytest.mark.parametrize("name", [*onrecord_en.FILES, onrecord_en.SUMS])
def test_a_missing_file_is_told_by_name(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(onrecord_en.DamagedFile, match=f"{name} is missing"):
        onrecord_en.check(folder)


def test_sums_that_leave_a_file_out_do_not_vouch_for_it(folder: Path) -> None:
    lines = (folder / onrecord_en.SUMS).read_text(encoding="utf-8").splitlines(keepends=True)
    (folder / onrecord_en.SUMS).write_text("".join(lines[1:]), encoding="utf-8")
    with pytest.raises(onrecord_en.DamagedFile, match=f"{onrecord_en.SUMS} does not name {onrecord_en.FILES[0]}"):
        onrecord_en.check(folder)


def test_the_weights_are_the_ones_that_the_sums_tell_of() -> None:
    onrecord_en.check()
    told = dict(reversed(line.split("  ")) for line in held(onrecord_en.SUMS).decode().splitlines())
    assert told == {name: hashlib.sha256(held(name)).hexdigest() for name in onrecord_en.FILES}


def test_the_package_stays_small() -> None:
    assert sum(path.stat().st_size for path in PACKAGE.rglob("*") if path.is_file()) <= LARGEST


def test_the_weights_name_our_corpus_and_no_other_data() -> None:
    settings = json.loads(held("tagger.json"))
    assert list(settings["data"]) == [CORPUS]
    assert settings["data"][CORPUS]["licence"] == "CC BY 4.0"


def test_a_tagger_trained_on_other_data_never_lands_in_the_package() -> None:
    plan = ["make", "--dry-run", "train-compare", "DATA=other.jsonl.gz"]
    planned = subprocess.run(plan, cwd=ROOT, check=True, capture_output=True, text=True).stdout.splitlines()
    written = [line for line in planned if "attribution/train.py" in line or "attribution/export.py" in line]
    assert len(written) == 2
    assert all("build/compare" in line and "packages" not in line for line in written)


def test_the_wheel_holds_the_weights_and_what_they_come_from(tmp_path: Path) -> None:
    # Packing twenty megabytes takes a second.
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)]
    subprocess.run(build, cwd=PACKAGE, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    folder, about = "onrecord_en/weights/", f"onrecord_en-{onrecord_en.VERSION}.dist-info/"
    assert {folder + name for name in (*onrecord_en.FILES, onrecord_en.SUMS)} <= names
    assert {about + name for name in ("licenses/LICENSE", "licenses/NOTICE", "extra_metadata/MODEL_CARD.md")} <= names
    assert "onrecord_en/py.typed" in names and wheel.stat().st_size <= LARGEST


def test_the_package_needs_nothing_and_has_one_version() -> None:
    project = tomllib.loads((PACKAGE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["dependencies"] == []
    assert version("onrecord-en") == onrecord_en.VERSION


def test_the_model_card_has_no_blank_left() -> None:
    assert "TO FILL" not in (PACKAGE / "MODEL_CARD.md").read_text(encoding="utf-8")
