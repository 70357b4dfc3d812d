"""Cohorts: customers who began in the same period, and who of them came back."""
