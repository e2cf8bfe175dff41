"""Does what the browser loads get into the package, small enough, with every licence, and only when it is needed?"""

from __future__ import annotations

import gzip
import json
import re
import runpy
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hatchling.builders.sdist import SdistBuilder

ROOT = Path(__file__).parent.parent
BUILT = "src/onrecord/serve/web/built"

EVERY_SCREEN = ("core.js", "ground.css")
CHARTS = ("charts.js", "network.js", "countries-110m.json")


@pytest.fixture(scope="module")
def built() -> Path:
    """The bundles, made where they are not there yet."""
    subprocess.run([sys.executable, "frontend/build.py"], cwd=ROOT, check=True)
    return ROOT / BUILT


def packed(file: Path) -> int:
    return len(gzip.compress(file.read_bytes()))


def test_a_wheel_and_an_sdist_carry_what_the_browser_loads(built: Path, tmp_path: Path) -> None:
    made = {file.name for file in built.iterdir()}
    assert {*EVERY_SCREEN, *CHARTS, "licences.txt"} <= made
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        inside = {Path(name).name for name in wheel.namelist() if name.startswith("onrecord/serve/web/built/")}
    assert inside == made
    takes = SdistBuilder(str(ROOT)).config.include_path  # packing all of it to see the same takes seconds
    assert all(takes(f"{BUILT}/{name}") for name in made)
    assert takes("frontend/package-lock.json") and takes("frontend/build.mjs")
    assert not takes("frontend/node_modules/d3/package.json")


def test_what_is_built_from_the_same_sources_is_not_built_again(built: Path) -> None:
    before = (built / "licences.txt").stat().st_mtime_ns
    done = subprocess.run([sys.executable, "frontend/build.py"], cwd=ROOT, check=True, capture_output=True, text=True)
    assert ((built / "licences.txt").stat().st_mtime_ns, done.stdout) == (before, "")


def test_an_install_for_editing_asks_npm_for_nothing() -> None:
    hook: Any = runpy.run_path(str(ROOT / "frontend/build.py"))["FrontendHook"]
    assert hook(str(ROOT), {}, None, None, "", "wheel").initialize("editable", {}) is None


def test_the_bundles_are_light(built: Path) -> None:
    """In bytes as sent (gzip): every screen may weigh 60 KB and a chart screen 250 KB, markup and icon included."""
    every = sum(packed(built / name) for name in EVERY_SCREEN) + packed(built.parent / "static/app.css")
    assert every < 40_000
    assert every + max(packed(built / name) for name in CHARTS[:2]) + packed(built / CHARTS[2]) < 220_000


def test_every_part_is_named_with_its_licence(built: Path) -> None:
    told = (built / "licences.txt").read_text("utf-8")
    asked = json.loads((ROOT / "frontend/package.json").read_text("utf-8"))["dependencies"]
    for name in ("htmx.org", "@picocss/pico", "world-atlas"):
        assert f"{name} {asked[name]} (" in told
    assert "Permission" in told and "GPL" not in told


def test_all_versions_are_pinned_and_no_address_of_a_registry_is_kept() -> None:
    about = json.loads((ROOT / "frontend/package.json").read_text("utf-8"))
    assert all(version[0].isdigit() for part in ("dependencies", "devDependencies") for version in about[part].values())
    lock = json.loads((ROOT / "frontend/package-lock.json").read_text("utf-8"))["packages"]
    assert all("integrity" in each and "resolved" not in each for name, each in lock.items() if name)


def test_the_docs_name_what_is_bundled_and_nothing_else() -> None:
    asked = json.loads((ROOT / "frontend/package.json").read_text("utf-8"))["dependencies"]
    told = (
        (ROOT / "docs/provenance.md")
        .read_text("utf-8")
        .partition("What runs in the browser")[2]
        .partition("Of what")[0]
    )
    assert re.findall(r"^\| (\S+) \|", told, re.MULTILINE)[1:] == sorted(asked)
