"""Behavioural data, and the home of Narwhals: every data frame comes and goes through here."""
