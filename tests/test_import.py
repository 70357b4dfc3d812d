"""What importing journeykit costs and does."""

import subprocess
import sys
import textwrap

import journeykit

HEAVY = (
    "PIL", "cattrs", "fontTools", "matplotlib", "narwhals", "networkx", "numpy", "pandas", "polars",
    "pygraphviz", "ruamel", "scipy",
)  # fmt: skip


def run(code):
    """Run code in a fresh interpreter and return what it prints."""
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)], capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def test_import_loads_nothing_heavy():
    """The model is there at once; no heavy library is loaded for it."""
    loaded = run("""
        import sys, journeykit
        journeykit.Journey("x", [journeykit.Phase("A", ["b"])])
        print(*sorted({name.split(".")[0] for name in sys.modules}))
    """).split()
    assert [name for name in HEAVY if name in loaded] == []


def test_import_has_no_side_effect():
    """Importing changes no warnings filter, no logging, no environment."""
    assert (
        run("""
        import logging, os, warnings
        before = (list(warnings.filters), warnings.formatwarning, dict(os.environ),
                  list(logging.root.handlers))
        import journeykit
        after = (list(warnings.filters), warnings.formatwarning, dict(os.environ),
                 list(logging.root.handlers))
        print(before == after)
    """)
        == "True"
    )


def test_every_public_name_is_there():
    """The front door holds what it lists, and lists what it holds; it stays short.

    Maps take 46 names of it, logs 9, both together 4; whatever is asked for less often stays in
    its package.
    """
    for name in journeykit.__all__:
        assert getattr(journeykit, name) is not None
        assert name in dir(journeykit)
    assert len(journeykit.__all__) <= 59


def test_an_unknown_name_is_an_attribute_error():
    """`hasattr` and typos work as for any module."""
    assert not hasattr(journeykit, "jurney")
