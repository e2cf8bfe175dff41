"""How did the tables of a record come to be? One numbered step for each change, applied on opening an older record."""
