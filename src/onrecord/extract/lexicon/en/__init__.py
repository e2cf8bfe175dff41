"""Which English words do the extractors stand on? Tables only; what they decide stands elsewhere."""
