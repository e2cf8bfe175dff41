"""What a person brings in the browser: pages are kept beside the record and built into it, one delivery at a time."""
