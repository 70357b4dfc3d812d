"""Queries about the order in which events follow each other, the same on every engine."""
