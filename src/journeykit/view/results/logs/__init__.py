"""Results of event logs as figures: each module has the views of some, loaded when first seen.

A log has no language of its own: every view takes a `locale`.
"""
