"""Standing here, this file puts `tests/` on the import path: every test says `import make`."""

from hypothesis import settings

settings.register_profile("untimed", deadline=None)  # a test that depends on the machine's speed fails by chance
settings.load_profile("untimed")
