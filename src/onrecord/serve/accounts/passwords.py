"""Which password may an account have, how is it kept, and is this the one?

Kept by argon2id with the parameters that RFC 9106 recommends second, for machines without gigabytes to spare (64 MiB,
3 passes, 4 lanes; the first choice needs 2 GiB a login). They lie above what OWASP's password storage cheat sheet
asks for (19 MiB, 2 passes, 1 lane). Length and form follow NIST SP 800-63B-4, section 3.1.1.2: long, any
characters, no rules of composition, no change by the calendar.
"""

from __future__ import annotations

import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError
from argon2.profiles import RFC_9106_LOW_MEMORY

from onrecord.errors import OnRecordError

SHORTEST = 15
"""Characters at least, where a password is all that is asked for (NIST SP 800-63B-4, 3.1.1.2)."""

LONGEST = 1024
"""Characters at most: hashing a megabyte for whoever asks would be work for nothing."""

FEWEST = 5
"""Different characters at least: fifteen times the same letter is among the first that anybody tries."""

HASHER = PasswordHasher.from_parameters(RFC_9106_LOW_MEMORY)

NOBODYS = HASHER.hash("the password of an account that is not there")
"""What the password of an unknown name is compared with, so that it takes as long as that of a known one."""


def hashed(password: str, *, name: str) -> str:
    """What is kept of the password of the account called `name`. Raises OnRecordError when it may not have it."""
    plain = _plain(password)
    if not SHORTEST <= len(plain) <= LONGEST:
        raise OnRecordError(f"a password has {SHORTEST} to {LONGEST} characters; take four or five words of your own")
    if len(set(plain)) < FEWEST or name in plain.casefold():
        raise OnRecordError("a password holds more than a few characters and not the account's name; take other words")
    return HASHER.hash(plain)


def fits(password: str, kept: str | None) -> bool:
    """Whether it is the password that was kept; as slow for None, where there is no account."""
    try:
        return HASHER.verify(kept or NOBODYS, _plain(password)[: LONGEST + 1]) and kept is not None
    except VerifyMismatchError:
        return False


def _plain(password: str) -> str:
    # The same letters come as different code points from different keyboards; UAX 15, as NIST asks.
    return unicodedata.normalize("NFKC", password)
