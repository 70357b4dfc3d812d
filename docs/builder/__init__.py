"""What `docs/build.py` is made of: generated pages, and the checks of all pages."""
