"""Where a log is worked on: in memory by Polars, or where it lives by the user's own engine.

Queries are written once, against `Rows`: events in order, with the few things
that need to know which rows belong together. Everything else of a query is a
Narwhals expression, the same on every engine.
"""
