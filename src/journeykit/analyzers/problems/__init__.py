"""Problems and segments that are found in a log: what differs, where, since when, and how surely."""
