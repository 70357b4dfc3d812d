"""Progress of long logs."""

from __future__ import annotations

import io
import sys
from types import SimpleNamespace

import pytest

from journeykit.errors import InvalidValueError
from journeykit.events.engines.source import Wanted
from journeykit.events.log import EventLog
from journeykit.events.progress import as_progress


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_each_part_of_a_long_log_is_told_to_the_callers_function():
    """A function gets the number of parts done and of all, once a part."""
    pytest.importorskip("polars")
    from attrs import evolve

    told = []
    log = EventLog(
        [(f"c{n % 7}", "home", n) for n in range(30)], progress=lambda *both: told.append(both)
    )
    source = evolve(log.source, part_rows=10)
    assert 30 == sum(len(rows.frame) for rows in source.rows(Wanted(keys=("customer",))))
    assert [(1, 3), (2, 3), (3, 3)] == told


def test_a_bar_is_drawn_on_a_terminal_and_taken_away(monkeypatch):
    """Where somebody watches, a bar grows in place, and nothing of it stays."""
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    bar = as_progress(None)
    bar(1, 2)
    assert "\r[###############...............] 1 of 2 parts" == stream.getvalue()
    bar(2, 2)
    assert stream.getvalue().endswith("\r")
    assert "" == stream.getvalue().rsplit("\r", 2)[1].strip()


def test_nobody_is_told_where_nobody_watches(monkeypatch):
    """In a file or a pipe there is no bar unless it is asked for."""
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    assert as_progress(None) is None
    assert as_progress(False) is None
    assert as_progress(True) is not None
    monkeypatch.setattr(sys, "stderr", None)
    assert as_progress(None) is None


def test_a_notebook_gets_a_bar_that_is_updated(monkeypatch):
    """In a notebook one element is shown, and changed with each part."""
    shown = []

    class Handle:
        def update(self, html):
            shown.append(html)

    def display(html, *, display_id):
        shown.append(html)
        return Handle()

    shell = SimpleNamespace(config={"IPKernelApp": {}})
    module = SimpleNamespace(get_ipython=lambda: shell)
    monkeypatch.setitem(sys.modules, "IPython", module)
    monkeypatch.setitem(sys.modules, "IPython.display", SimpleNamespace(HTML=str, display=display))
    bar = as_progress(None)
    bar(1, 2)
    bar(2, 2)
    assert 2 == len(shown)
    assert '<progress value="1" max="2"' in shown[0]


def test_what_is_no_function_is_refused():
    """The message says what progress may be."""
    with pytest.raises(InvalidValueError, match="a function of \\(done, all\\)"):
        as_progress("yes")
