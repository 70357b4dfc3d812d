"""How customers pass from step to step the first time: when, how soon, and with what in between."""
