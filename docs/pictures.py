"""How do the pictures of the screens come into the docs? `make screenshots` takes them, from the invented examples.

Each row of the table is one picture: its file, the screen, and how one looks at it. They are taken by the Chromium that
is installed, which also packs them (WebP, a third of a PNG).
"""

from __future__ import annotations

import base64
import shutil
import socket
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import uvicorn
from playwright.sync_api import Browser, Page, sync_playwright

from onrecord import pipeline
from onrecord.serve.web.app import app_of
from onrecord.store import Record

HERE = Path(__file__).resolve().parent
EXAMPLES = HERE.parent / "examples/pages"
PICTURES = HERE / "pictures"

LARGEST = 150_000
"""Bytes that a picture may have: the docs are read on telephones, too."""

QUALITY = 0.82
"""Of WebP; letters stay sharp."""

PACKED = """async ([png, quality]) => {
  const picture = new Image();
  picture.src = `data:image/png;base64,${png}`;
  await picture.decode();
  const canvas = Object.assign(document.createElement("canvas"), {width: picture.width, height: picture.height});
  canvas.getContext("2d").drawImage(picture, 0, 0);
  return canvas.toDataURL("image/webp", quality).split(",")[1];
}"""


@dataclass(frozen=True)
class Picture:
    """A picture: `find` names the row whose screen it shows, None where the screen is of the whole record."""

    name: str
    path: str
    find: Callable[[Record], str] | None = None
    width: int = 1280
    height: int = 860
    scheme: Literal["light", "dark"] = "light"


def page_of(record: Record) -> str:
    """The agency's report of the blast: it has statements, figures, times and names."""
    return next(row.id for row in record.pages() if row.source.endswith("tpa-pumping-station.txt"))


def said(record: Record) -> str:
    """A statement that another report gives in other words."""
    return next(row.id for row in record.rows("statements") if row.utterance and row.confidence > 0.9)


def heard(record: Record) -> str:
    """The utterance with most renderings."""
    return max(record.utterances(), key=lambda row: (len(row.statements), row.id)).id


def speaker(record: Record) -> str:
    """Somebody with two offices."""
    return next(row.id for row in record.entities(name="Ilva Tarrash"))


def counted(record: Record) -> str:
    """The figures on which accounts differ."""
    return next(row.id for row in record.series(verdict="conflicts"))


def story(record: Record) -> str:
    """The story with most pages."""
    return max(record.stories(), key=lambda row: (len(row.pages), row.id)).id


TAKEN: tuple[Picture, ...] = (
    Picture("overview", "/"),
    Picture("overview-telephone", "/", width=390, height=844),
    Picture("search", "/search?q=dead"),
    Picture("reader", "/page/{id}", page_of),
    Picture("reader-dark", "/page/{id}", page_of, scheme="dark"),
    Picture("statement", "/statement/{id}", said),
    Picture("utterance", "/utterance/{id}", heard),
    Picture("actor", "/actor/{id}", speaker),
    Picture("series", "/series/{id}", counted),
    Picture("story", "/story/{id}", story),
    Picture("conflicts", "/conflicts"),
    Picture("changes", "/changes?since=0"),
    Picture("timeline", "/timeline"),
    Picture("network", "/network"),
    Picture("map", "/map"),
    Picture("designations", "/designations"),
    Picture("review", "/review"),
    Picture("why", "/why/{id}", said),
    Picture("quality", "/quality"),
    Picture("add", "/add"),
)


def main() -> None:
    """Take all pictures, or those that are named. Exits with a word on what is missing or too large."""
    chosen = [each for each in TAKEN if not sys.argv[1:] or each.name in sys.argv[1:]]
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found is None:
        sys.exit("no Chromium on this machine: apt-get install chromium")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        where = Path(folder) / "examples.db"
        pipeline.build([str(EXAMPLES.relative_to(Path.cwd()))], where)
        with (
            Record.open(where) as record,
            served(record) as home,
            closing(playwright.chromium.launch(executable_path=found)) as browser,
        ):
            for picture in chosen:
                taken = take(browser, home, record, picture)
                (PICTURES / f"serve-{picture.name}.webp").write_bytes(taken)
                print(f"serve-{picture.name}.webp {len(taken):,} bytes")
                if len(taken) > LARGEST:
                    sys.exit(f"{picture.name} has more than {LARGEST:,} bytes: show less of it")


def take(browser: Browser, home: str, record: Record, picture: Picture) -> bytes:
    """The picture as WebP."""
    size = {"width": picture.width, "height": picture.height}
    with closing(browser.new_context(viewport=size, color_scheme=picture.scheme, reduced_motion="reduce")) as context:  # type: ignore[arg-type]
        page = context.new_page()
        answer = page.goto(home + picture.path.format(id=picture.find(record) if picture.find else ""))
        if answer is None or not answer.ok:
            sys.exit(f"{picture.name}: {picture.path} is not shown")
        page.wait_for_load_state("networkidle")
        return packed(context.new_page(), page.screenshot())


def packed(blank: Page, png: bytes) -> bytes:
    """A PNG as WebP."""
    return base64.b64decode(blank.evaluate(PACKED, [base64.b64encode(png).decode(), QUALITY]))


@contextmanager
def served(record: Record) -> Iterator[str]:
    """The address of a server of the record, on this machine."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        server = uvicorn.Server(uvicorn.Config(app_of(record), log_level="error", access_log=False, lifespan="off"))
        thread = threading.Thread(target=server.run, args=([door],))
        thread.start()
        yield f"http://127.0.0.1:{door.getsockname()[1]}"
        server.should_exit = True
        thread.join()


if __name__ == "__main__":
    main()
