"""Logs of events from files: CSV, Parquet and XES."""

from journeykit.events.readers.read import read_events

__all__ = ["read_events"]
