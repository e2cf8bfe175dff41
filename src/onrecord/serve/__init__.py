"""How does a person read a record? Views of its rows, printed in the terminal, as JSON and as one static page."""
