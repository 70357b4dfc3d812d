"""Queries about the places of a map: which events are which, who comes where and how on."""
