"""What kind of page is it? An article, or what stands in its place: a wall, an error, an index, a video."""

from __future__ import annotations

import re

from onrecord.model import BODY, Page

REFUSALS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "error page",
        re.compile(
            r"\b(?:404|403|500|502|503)\b.{0,40}\b(?:not found|forbidden|error|unavailable|gateway)\b|\b(?:page"
            r"|article|file|url) (?:\w+ ){0,4}(?:not (?:be )?found|doesn['’]t exist|does not exist|no longer (?:exists"
            r"|available))\b|\b(?:access denied|bad gateway|service unavailable)\b",
            re.I,
        ),
    ),
    (
        "robot check",
        re.compile(
            r"\b(?:are you (?:a )?(?:human|robot)|verify (?:that )?you are (?:a )?human|captcha|checking your browser"
            r"|unusual traffic|enable javascript and cookies to continue)\b",
            re.I,
        ),
    ),
    (
        "cookie wall",
        re.compile(
            r"\b(?:accept|consent to|agree to|use)\b.{0,60}\bcookies\b|\bcookies?\b.{0,60}\b(?:accept|consent|agree"
            r"|settings|preferences)\b",
            re.I,
        ),
    ),
    (
        "login or subscription wall",
        re.compile(
            r"\b(?:log ?in|sign in|subscribe|register|create (?:a|your) (?:free )?account)\b.{0,60}\b(?:to (?:continue"
            r"|read|access|view)|for (?:full )?access)\b|\balready (?:a )?(?:subscribed|subscriber|registered)\b",
            re.I,
        ),
    ),
)
"""Pages that stand where an article should, by words of theirs; asked only when there is little body."""

LEAST_BODY = 25
"""Words under which a body is no article."""

LITTLE_BODY = 90
"""Words up to which a page is looked at for signs of walls and errors."""

NO_ARTICLE = "no article on the page: index page, gallery or menu"


def refusal_reason(page: Page) -> str | None:
    """Why the page is no article, or None when it is one."""
    words = sum(len(page.text[b.start : b.end].split()) for b in page.blocks if b.kind in BODY)
    ideographs = sum(1 for b in page.blocks if b.kind in BODY for c in page.text[b.start : b.end] if c >= "\u3040")
    size = max(words, ideographs // 2)
    if size < LITTLE_BODY and len(page.text) < 20_000:
        for reason, signs in REFUSALS:
            if signs.search(page.text[:6000]):
                return f"no article on the page: {reason}"
    return NO_ARTICLE if size < LEAST_BODY else None
