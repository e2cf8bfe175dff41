"""How does a record become one page that anybody can open?

The page carries its style and its few lines of script with it, asks no server for anything, and says so to the
browser (a content security policy without any source). All text passes through Jinja's escaping.
"""

from __future__ import annotations

import base64
import hashlib
import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from onrecord.errors import OnRecordError
from onrecord.serve.charts import chart_of
from onrecord.serve.harm import RESTORED
from onrecord.serve.views import Front
from onrecord.serve.words import many

TEMPLATES = Environment(
    loader=PackageLoader("onrecord.serve"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)

POLICY = (
    "default-src 'none'; style-src 'sha256-{style}'; script-src 'sha256-{script}'; base-uri 'none'; form-action 'none'"
)
"""What the page may load: its own style and script, by hash, and nothing else from anywhere."""


def page_of(front: Front) -> str:
    """The report as HTML. The same record gives the same page, byte for byte."""
    style, script = _asset("report.css"), _asset("report.js")
    return TEMPLATES.get_template("report.html").render(
        front=front,
        style=Markup(style),
        script=Markup(script),
        policy=POLICY.format(style=_digest(style), script=_digest(script)),
        chart_of=chart_of,
        anchor=_anchors(),
        many=many,
        restored=RESTORED,
    )


def emphasised(text: str, words: str, skip: int = 0) -> Markup:
    """The text with some words set in bold where they first stand after `skip` characters; all of it escaped."""
    at = text.find(words, skip)
    if at < 0 or not words:
        return Markup.escape(text)
    return Markup("{}<b>{}</b>{}").format(text[:at], words, text[at + len(words) :])


TEMPLATES.filters["emphasised"] = emphasised


def _anchors() -> Callable[[str], Markup]:
    """A function that gives a row's id attribute the first time the row is shown, and nothing after that."""
    seen: set[str] = set()

    def anchor(name: str) -> Markup:
        if name in seen:
            return Markup("")
        seen.add(name)
        return Markup(' id="{}"').format(name)

    return anchor


@dataclass(frozen=True, slots=True)
class Written:
    """A report that was written, and its size in bytes."""

    file: Path
    bytes: int


def write(front: Front, file: Path) -> Written:
    """Write the report to a file, whole or not at all; to a device or pipe as it is. Raises OnRecordError."""
    data = page_of(front).encode("utf-8")
    try:
        if file.exists() and not file.is_file():
            file.write_bytes(data)  # /dev/stdout is no file to put another in the place of
        else:
            _put(data, file)
    except OSError as error:
        raise OnRecordError(
            f"cannot write {file}: {error.strerror}; name a file in a folder that exists and has room"
        ) from error
    return Written(file, len(data))


def _put(data: bytes, file: Path) -> None:
    with tempfile.NamedTemporaryFile(dir=file.parent, prefix=f".{file.name}.", delete=False) as draft:
        place = Path(draft.name)
        try:
            draft.write(data)
            draft.close()
            place.chmod(0o666 & ~_umask())
            place.replace(file)
        finally:
            place.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _asset(name: str) -> str:
    """One of our own files. Its source is read as it is: a style sheet's braces are no template."""
    loader = TEMPLATES.loader
    assert loader is not None
    return loader.get_source(TEMPLATES, name)[0]


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
