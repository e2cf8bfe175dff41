"""Which words does the reading of a language stand on? One folder a language (ISO 639-1), tables only."""
