"""Is the page still there as it was read, and how may its markup be shown?

A page's own markup is the only thing of a page that reaches a browser as markup. It goes alone into a frame under
`POLICY`: no script, no form, no request to anywhere, the page's own inline styles and inlined pictures.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from onrecord.model import Page
from onrecord.serve.why import State, bytes_beside

POLICY = "; ".join(
    (
        "sandbox",
        "default-src 'none'",
        "img-src data:",
        "style-src 'unsafe-inline'",
        "form-action 'none'",
        "base-uri 'none'",
        "frame-ancestors 'self'",
    )
)
"""What a saved page may load and do (Content Security Policy 3): nothing beyond itself."""

HEADERS: dict[str, str] = {
    "content-security-policy": POLICY,
    "x-frame-options": "SAMEORIGIN",
    "x-dns-prefetch-control": "off",  # browsers look up the hosts of links ahead, whatever the policy says
}
"""Sent with a saved page alone."""

AHEAD = re.compile(r"<(?=link\b)", re.IGNORECASE)
"""Links to other files: the policy stops all that they load, but not that a browser connects ahead (preconnect)."""

SHOWN_AS: dict[str, str] = {"text/html": "text/html; charset=utf-8"}
"""Kinds that are shown as what they are; all others as plain text."""


@dataclass(frozen=True, slots=True)
class Saved:
    """What is left of a page's bytes. `text` is empty unless they are unchanged; `kind` is what it is sent as."""

    state: State
    text: str
    kind: str


def saved_of(page: Page, where: str) -> Saved:
    """The page as its bytes were when it was read, decoded as they were then; `where` is the record."""
    kind = SHOWN_AS.get(page.media_type, "text/plain; charset=utf-8")
    data = bytes_beside(where)(page)
    if data is None:
        return Saved("gone", "", kind)
    if hashlib.sha256(data).hexdigest() != page.sha256:
        return Saved("changed", "", kind)
    text = data.decode(page.encoding or "utf-8", "replace")
    return Saved("unchanged", AHEAD.sub("<unloaded-", text) if kind.startswith("text/html") else text, kind)
