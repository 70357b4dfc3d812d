"""Sheets: the grid of phases and touchpoints, cells, curves, and cards."""
