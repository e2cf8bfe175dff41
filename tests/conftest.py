"""Standing here, this file puts `tests/` on the import path: every test says `import make`."""
