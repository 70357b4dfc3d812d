"""Drawing in threads: the same bytes as alone, and nothing global is touched."""

from __future__ import annotations

import locale
import logging
import os
import random
import sys
import warnings
from concurrent.futures import ThreadPoolExecutor
from decimal import getcontext

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib.font_manager import fontManager

from journeykit.renderers.matplotlib import MatplotlibRenderer, to_figure
from journeykit.view.theme import DARK, LIGHT, PRINT
from view.layout_samples import figures

THREADS = 8
SAMPLES = figures("de")


def state():
    """All that a library may change behind the back of others."""
    return {
        "typefaces": (id(fontManager), id(fontManager.ttflist), tuple(fontManager.ttflist)),
        "settings": {name: str(value) for name, value in mpl.rcParams.items()},
        "back end": dict.__getitem__(mpl.rcParams, "backend"),
        "pyplot": "matplotlib.pyplot" in sys.modules,
        "colour maps": tuple(mpl.colormaps),
        "units": tuple(sys.modules["matplotlib.units"].registry),
        "warnings": (id(warnings.filters), tuple(warnings.filters), warnings.showwarning),
        "locale": locale.setlocale(locale.LC_ALL),
        "chance": (random.getstate(), str(np.random.get_state())),  # noqa: NPY002
        "numbers": (str(getcontext()), str(np.geterr()), str(np.get_printoptions())),
        "logging": (logging.root.level, tuple(logging.root.handlers), tuple(logging.root.filters)),
        "environment": dict(os.environ),
        "folder": (os.getcwd(), tuple(sys.path)),
    }


def draw(work):
    figure, suffix, theme = work
    return MatplotlibRenderer(dpi=60).render(figure, theme=theme, suffix=suffix).data


@pytest.mark.parametrize("suffix", MatplotlibRenderer.suffixes)
def test_threads_draw_what_one_draws_alone(suffix):
    """Eight threads at once, each kind of figure twice, in all themes: the same bytes."""
    themes = [LIGHT, DARK, PRINT]
    work = [(figure, suffix, themes[n % 3]) for n, figure in enumerate(SAMPLES)] * 2
    alone = [draw(one) for one in work[: len(SAMPLES)]]
    before = state()
    with ThreadPoolExecutor(THREADS) as pool:
        together = list(pool.map(draw, work))
    assert before == state()
    assert alone * 2 == together


def test_figures_for_matplotlib_leave_no_trace():
    """Neither does drawing them change a setting."""
    before = state()
    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(lambda figure: to_figure(figure).canvas.draw(), SAMPLES[:4]))
    assert before == state()
