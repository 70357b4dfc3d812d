"""Checks all journeys of an atlas, and what they share."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from journeykit.diagnostics import Diagnostic, Report
from journeykit.model import Atlas, Journey, PainPoint, Place
from journeykit.model.shared import SHARED
from journeykit.model.structure import PLURALS
from journeykit.validators.asked import Asked
from journeykit.validators.check import check, report
from journeykit.validators.context import Context, Lookups
from journeykit.validators.engine import Finding

__all__ = ["atlas_context", "check_atlas"]

_Told = tuple[Diagnostic, str | None]


def atlas_context(atlas: Atlas, today: dt.date) -> Context:
    """The context of rules about an atlas."""
    return Context(Journey(atlas.title or "Atlas"), today, place=Place((), atlas))


def check_atlas(atlas: Atlas, asked: Asked) -> Report:
    """Check an atlas: as a whole, then each journey with what it shares filled in.

    A shared definition is at fault only where it is so in every journey that has
    it, and that is told once: a persona whose favourite channel one journey lacks
    is fine as long as another has it.
    """
    whole = check(atlas, atlas_context(atlas, asked.today), asked, broken=asked.broken)
    told: list[_Told] = [(f.diagnostic(atlas), reason) for f, reason in whole.findings]
    pains = {pain.id for pain in atlas.pain_points}
    pains.update(pain.id for journey in atlas for pain in journey.pain_points)
    elsewhere = {"pain point": pains}
    shared = _Shared(atlas)
    parts = [whole]
    own: list[_Told] = []
    for journey, seen in zip(atlas.journeys, atlas.resolved_journeys, strict=True):
        lookups = Lookups(seen, elsewhere=elsewhere)
        checked = check(seen, Context(seen, asked.today, lookups=lookups), asked)
        parts.append(checked)
        foreign = _foreign(journey, seen)
        if foreign:
            shared.gather(foreign, checked.findings)
        own.extend(
            (finding.diagnostic(seen, within=journey.id), reason)
            for finding, reason in checked.findings
            if id(finding.place.element) not in foreign
        )
    told += [*shared.told(), *own]
    told.sort(key=lambda each: each[0].severity.rank)
    return report(atlas.title or _counted(len(atlas)), told, parts, asked)


def _counted(number: int) -> str:
    return f"{number} journey{'' if number == 1 else 's'}"


def _foreign(journey: Journey, resolved: Journey) -> frozenset[int]:
    """The elements of a resolved journey that stand elsewhere, by identity."""
    if resolved is journey:
        return frozenset()
    found: set[int] = set()
    for kind in SHARED:
        if kind is PainPoint and resolved.phases is journey.phases:
            continue
        held = {id(element) for element in journey.all(kind)}
        found.update(id(element) for element in resolved.all(kind) if id(element) not in held)
    return frozenset(found)


class _Shared:
    """Gathers what is found at the definitions of an atlas, journey by journey."""

    def __init__(self, atlas: Atlas) -> None:
        self._atlas = atlas
        root = Place((), atlas)
        self._homes = {
            id(element): Place((PLURALS[kind], index), element, root)
            for kind in SHARED
            for index, element in enumerate(getattr(atlas, PLURALS[kind]))
        }
        self._holders = dict.fromkeys(self._homes, 0)
        self._found: dict[tuple[int, str, str, str], list[tuple[Finding, str | None]]] = {}

    def gather(
        self, foreign: frozenset[int], findings: Iterable[tuple[Finding, str | None]]
    ) -> None:
        """Note what one journey has of the definitions, and what was found there."""
        for element in foreign & self._homes.keys():
            self._holders[element] += 1
        here: dict[tuple[int, str, str, str], tuple[Finding, str | None]] = {}
        for finding, reason in findings:
            element, problem = id(finding.place.element), finding.problem
            if element in foreign and element in self._homes:
                key = (element, finding.rule.name, problem.key, problem.message)
                here.setdefault(key, (finding, reason))
        for key, found in here.items():
            self._found.setdefault(key, []).append(found)

    def told(self) -> Iterator[_Told]:
        """What all journeys agree on, in order of the atlas."""
        agreed = [
            (self._homes[key[0]], found)
            for key, found in self._found.items()
            if len(found) == self._holders[key[0]]
        ]
        order = {element: index for index, element in enumerate(self._homes)}
        agreed.sort(key=lambda each: order[id(each[0].element)])
        for place, found in agreed:
            finding, reason = found[0]
            moved = Finding(finding.rule, place, finding.problem.replace(at=None))
            accepted = all(reason is not None for _, reason in found)
            yield moved.diagnostic(self._atlas), reason if accepted else None
