"""Does every screen work in a real browser: with and without scripts, light and dark, on a telephone and on a desk?"""

from __future__ import annotations

from collections import defaultdict
from contextlib import closing
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import httpx
import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response

import addresses
from onrecord.serve.web.screens import SCREENS
from onrecord.store import Record

AXE = Path(__file__).parents[2] / "frontend/node_modules/axe-core/axe.min.js"

RUN_AXE = """async (rules) => {
  const only = rules.length ? {runOnly: {type: "rule", values: rules}} : {};
  const {violations} = await axe.run(document, {resultTypes: ["violations"], ...only});
  return violations.filter(({impact}) => impact === "serious" || impact === "critical")
    .map(({id, nodes}) => [id, ...nodes.slice(0, 2).map(({html}) => html.slice(0, 160))].join(" | "));
}"""
"""What no screen may have."""

BY_SIGHT = ("color-contrast", "scrollable-region-focusable", "link-in-text-block")
"""Rules whose outcome depends on width or colours; the others are asked once."""

DRAWINGS = ('data-drawn="series"', 'data-drawn="network"', "data-moving", "data-stretch")

UNDRAWN = "[...document.querySelectorAll('[data-drawn], [data-moving]')].filter(({dataset}) => !dataset.came).length"
"""Drawings that are still under way."""

LEFT_PLAIN = "[...document.querySelectorAll('[data-came=plain]')].map(({dataset}) => dataset.drawn)"
"""Drawings that scripts should have made anew and did not."""

TURNED = """([width, dark]) => innerWidth === width && matchMedia("(prefers-color-scheme: dark)").matches === dark"""

TWO_FRAMES = """() => new Promise((seen) => requestAnimationFrame(() => requestAnimationFrame(seen)))"""
"""What is drawn anew for another width or other colours is so before the second frame after the turn."""

TOO_WIDE = """() => document.documentElement.scrollWidth - document.documentElement.clientWidth"""


MOST = 2
"""Addresses of a screen that are looked at."""

SOMETIMES = {"series": 'data-drawn="series"'}
"""What only some addresses of a screen have: one that has it is looked at too."""

WIDTHS = (360, 1440)
"""Pixels: a telephone held upright, a desk."""

SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")

SIGHTS = tuple(product(WIDTHS, SCHEMES))


@dataclass
class Troubles:
    """What goes wrong on a page: errors it tells, answers that are none, and requests that leave this machine."""

    found: list[str]

    def watch(self, page: Page, home: str) -> None:
        """Take note of all that happens on the page."""

        def told(message: ConsoleMessage) -> None:
            if message.type == "error":
                self.found.append(f"{page.url}: console: {message.text}")

        def asked(request: Request) -> None:
            if urlsplit(request.url).netloc != home and urlsplit(request.url).scheme not in ("data", "blob", "about"):
                self.found.append(f"{page.url}: asks {request.url}")

        def answered(response: Response) -> None:
            if response.status >= 400:
                self.found.append(f"{page.url}: {response.status} {response.url}")

        page.on("console", told)
        page.on("request", asked)
        page.on("response", answered)
        page.on("pageerror", lambda error: self.found.append(f"{page.url}: {error}"))

    def look(self, page: Page, path: str, *, with_axe: bool) -> None:
        """Take note of what does not fit and of what axe finds, at each width in each scheme, once all is drawn."""
        if with_axe:
            page.wait_for_function(f"{UNDRAWN} === 0")
            self.found += [f"{path}: {name} was not drawn" for name in page.evaluate(LEFT_PLAIN)]
        for width, scheme in SIGHTS:
            turn(page, width, scheme, scripts=with_axe)
            sight = f"{path} at {width} px, {scheme}"
            if wide := page.evaluate(TOO_WIDE):
                self.found.append(f"{sight}: {wide} px too wide")
            if with_axe:
                rules = [] if (width, scheme) == SIGHTS[0] else list(BY_SIGHT)
                self.found += [f"{sight}: {found}" for found in page.evaluate(RUN_AXE, rules)]


def turn(page: Page, width: int, scheme: Literal["light", "dark"], *, scripts: bool) -> None:
    """Give the page another width and other colours; done when it is painted so, whatever scripts draw anew for it."""
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # colours that change slowly fail axe
    if scripts:  # without them there are no frames to wait for, and nothing is drawn anew
        page.wait_for_function(TURNED, arg=[width, scheme == "dark"])
        page.evaluate(TWO_FRAMES)


@pytest.fixture(scope="module")
def paths(built: Path, home: str) -> list[str]:
    """A few addresses of every screen that is a page; some names have none, and some rows wait for review."""
    found: dict[str, list[str]] = defaultdict(list)
    rare = dict(SOMETIMES)
    with Record.open(built) as record, httpx.Client(base_url=home) as client:
        for path in addresses.every(record):
            head = head_of(path)
            if len(found[head]) >= MOST and head not in rare:
                continue
            answer = client.get(path)
            has_it = head in rare and rare[head] in answer.text
            if is_page(answer) and (has_it or len(found[head]) < MOST):
                found[head].append(path)
                rare = {each: sign for each, sign in rare.items() if each != head or not has_it}
    return [path for some in found.values() for path in some]


def is_page(answer: httpx.Response) -> bool:
    return answer.status_code == 200 and answer.headers["content-type"].startswith("text/html")


def head_of(path: str) -> str:
    """What an address begins with: that of the screen's pattern."""
    return path.split("/")[1].partition("?")[0]


def looked_at(browser: Browser, home: str, paths: list[str], *, scripts: bool) -> list[str]:
    """What is wrong with the screens."""
    troubles = Troubles([])
    with closing(browser.new_context(java_script_enabled=scripts)) as context:
        page = context.new_page()
        troubles.watch(page, urlsplit(home).netloc)
        for path in paths:
            page.goto(home + path)
            if scripts:
                page.evaluate(AXE.read_text())
            troubles.look(page, path, with_axe=scripts)
    return troubles.found


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is not installed: make built")
def test_every_screen_is_seen_and_passes_axe_with_scripts(browser: Browser, home: str, paths: list[str]) -> None:
    troubles = looked_at(browser, home, paths, scripts=True)
    assert not troubles, "\n".join(troubles)


def test_every_screen_is_seen_without_scripts(browser: Browser, home: str, paths: list[str]) -> None:
    troubles = looked_at(browser, home, paths, scripts=False)
    assert not troubles, "\n".join(troubles)


def test_every_screen_of_the_table_is_among_those_that_are_seen(paths: list[str]) -> None:
    pages = {head_of(path) for path, template, _ in SCREENS if template}
    assert {head_of(path) for path in paths} == pages


def test_every_kind_of_drawing_is_among_those_that_are_seen(home: str, paths: list[str]) -> None:
    with httpx.Client(base_url=home) as client:
        seen = "".join(client.get(path).text for path in paths)
    assert {sign for sign in DRAWINGS if sign not in seen} == set()
