"""Rules about facts: ids, sums, points, periods."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any

from ..model import Site, check_unique
from ..source import Problem, unknown_values


def check_ids(site: Site) -> Iterator[Problem]:
    """Every id is used once in its list."""
    lists: list[Iterable[Any]] = [site.regions, site.programmes, site.units, site.terms, site.topics, site.risk_kinds]
    for plan in site.plans:
        lists += [plan.facts.documents, [version for version in plan.facts.versions if version.id]]
        lists += [block.items for edition in plan.editions for block in edition.blocks.values()]
    for items in lists:
        yield from check_unique(items)


def check_names(site: Site) -> Iterator[Problem]:
    """Every proper name is listed once."""
    lines: dict[str, int] = {}
    for name in site.names:
        if name.name in lines:
            yield Problem(name.place("name"), "duplicate-name", {"name": name.name, "line": lines[name.name]})
        lines.setdefault(name.name, name.place("name").line)


def check_blocks(site: Site, incomplete: frozenset[str]) -> Iterator[Problem]:
    """Each block keeps its own rules; those between items only where every item could be read."""
    for edition in (edition for plan in site.plans for edition in plan.editions):
        for block in edition.blocks.values():
            for item in block.items:
                yield from block.check_item(item, edition)
            if block.at.path not in incomplete:
                yield from block.check(edition)


def check_municipalities(site: Site) -> Iterator[Problem]:
    """Every municipality belongs to a known region."""
    regions = {region.id for region in site.regions}
    for municipality in site.municipalities:
        if municipality.region not in regions:
            values = unknown_values(municipality.region, regions)
            yield Problem(municipality.place("region"), "unknown-name", values)


def check_programmes_of_terms(site: Site) -> Iterator[Problem]:
    """A term has its meaning in the plans of known programmes."""
    known = {programme.id for programme in site.programmes}
    for term in site.terms:
        for index, programme in enumerate(term.programme or ()):
            if programme not in known:
                yield Problem(term.place("programme", index), "unknown-name", unknown_values(programme, known))


def check_risk_classes(site: Site) -> Iterator[Problem]:
    """The classes of risk rise to the whole scale, so that every risk has one."""
    bounds = [level.up_to for level in site.risk_classes]
    for level, before, bound in zip(site.risk_classes[1:], bounds, bounds[1:], strict=False):
        if bound <= before:
            yield Problem(level.place("up_to"), "class-too-low", {"bound": bound, "before": before})
    if bounds and bounds[-1] != 1:
        yield Problem(site.risk_classes[-1].place("up_to"), "class-not-highest", {"bound": bounds[-1]})


def check_units(site: Site) -> Iterator[Problem]:
    """A unit is compared in a base unit that exists and is itself compared in no other."""
    bases = {unit.id for unit in site.units if unit.base in (None, unit.id)}
    for unit in site.units:
        if unit.kind not in bases:
            yield Problem(unit.place("base"), "unknown-name", unknown_values(unit.kind, bases))


def check_statement(site: Site) -> Iterator[Problem]:
    """The accessibility statement is reviewed at least once a year (Implementing Decision (EU) 2018/1523)."""
    statement = site.facts.accessibility
    if site.updated - statement.reviewed > timedelta(days=366):
        yield Problem(statement.place("reviewed"), "statement-too-old", {"reviewed": statement.reviewed})


def check_populations(site: Site) -> Iterator[Problem]:
    """The number of people for whom a plan is made is one of its own exact numbers."""
    for plan in site.plans:
        told = plan.facts.population
        if told and told.figure not in plan.numbers and told.figure.partition(".")[0] not in plan.unread:
            yield Problem(told.place("figure"), "unknown-figure", unknown_values(told.figure, plan.numbers))
