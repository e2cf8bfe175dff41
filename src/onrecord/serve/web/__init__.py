"""The web app: one record in a browser, on this machine."""
