"""Was this form one of ours?

Another site can make a browser post here, but cannot read our pages: a form carries a token that only a page of ours
holds (OWASP, Cross-Site Request Forgery Prevention: HMAC-based token), and guard.py looks at where a post comes from.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass, field

from onrecord.serve.accounts.person import Person

FIELD = "token"
"""The name of the field that carries it."""


@dataclass(frozen=True, slots=True)
class Seal:
    """Seals the forms of one running server."""

    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)

    def token(self, person: Person) -> str:
        """What the forms of a person's session carry."""
        words = f"{person.name}\x1f{person.session}".encode("utf-8", "surrogatepass")
        return hmac.new(self.secret, words, hashlib.sha256).hexdigest()

    def holds(self, token: str, person: Person) -> bool:
        """Whether a token is that of the person's session."""
        return hmac.compare_digest(token.encode("utf-8", "surrogatepass"), self.token(person).encode())
