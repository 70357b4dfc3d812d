"""Graphs: layers of nodes, ways between them, and the lanes that ways take."""
