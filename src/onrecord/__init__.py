"""News pages in, a cited record out."""
