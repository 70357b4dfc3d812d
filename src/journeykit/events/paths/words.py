"""Paths as whole numbers, so that every engine can tell them apart exactly.

What a path holds are the digits of numbers, as many to a number as 62 bits hold.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

import narwhals as nw
from attrs import frozen

from journeykit.events.engines.rows import Rows
from journeykit.events.paths.shapes import PLACE

__all__ = ["Spelling"]

_LARGEST = 2**62
_MOST_WORDS = 24
_WORD, _DIGIT = "_word", "_digit"


@frozen(kw_only=True, slots=False)
class Spelling:
    """How paths are written as numbers.

    Attributes:
        names: what a path can hold, in order; each has its place, from 1, as digit.
        wanted: how much of each path is to be written, if that fits.
    """

    names: Sequence[str]
    wanted: int

    @property
    def most(self) -> int:
        """How much of each path is written at most."""
        return min(self.wanted, self._digits * _MOST_WORDS)

    @cached_property
    def columns(self) -> list[str]:
        """The columns of the numbers."""
        return [f"_w{index}" for index in range(-(-self.most // self._digits))]

    @cached_property
    def _base(self) -> int:
        return len(self.names) + 1

    @cached_property
    def _digits(self) -> int:
        digits = 1
        while self._base ** (digits + 1) < _LARGEST:
            digits += 1
        return digits

    def spelt(self, rows: Rows, column: str) -> Rows:
        """The rows with the digit of each, ready for `sums`.

        Args:
            rows: with their place on the path, from 1, in `PLACE`.
            column: what the path holds at each row, one of `names`.
        """
        place = nw.col(PLACE)
        numbers = list(range(1, self._base))
        weights = [self._base**index for index in range(self._digits)]
        digit = _coded(nw.col(column), list(self.names), numbers)
        weight = _coded((place - 1) % self._digits, list(range(self._digits)), weights)
        return rows.with_columns(**{
            _WORD: (place - 1) // self._digits,
            _DIGIT: nw.when(place <= self.most).then(digit).otherwise(0) * weight,
        })  # fmt: skip

    def sums(self) -> list[nw.Expr]:
        """The numbers of a path, as aggregations of its rows."""
        return [
            nw.when(nw.col(_WORD) == index).then(nw.col(_DIGIT)).otherwise(0)
            .sum().cast(nw.Int64()).alias(column)
            for index, column in enumerate(self.columns)
        ]  # fmt: skip

    def read(self, row: Mapping[str, Any]) -> tuple[str, ...]:
        """What the numbers of a row stand for."""
        held = []
        base, names = self._base, self.names
        for column in self.columns:
            rest = int(row[column])
            # The digits of a path follow each other without a gap.
            while rest:
                rest, number = divmod(rest, base)
                held.append(names[number - 1])
        return tuple(held)


def _coded(values: nw.Expr, known: list[Any], numbers: list[int]) -> nw.Expr:
    return values.replace_strict(known, numbers, default=0, return_dtype=nw.Int64())
