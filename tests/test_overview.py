"""Overviews of measures: by part, time, cost, theme and target group."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from planssi.fields import Money, Text
from planssi.loader import load_site
from planssi.model import Plan
from planssi.overview import By, cost_of, overview, version_of_cost
from planssi.periods import Period

SITE = Path(__file__).parent / "site"


@pytest.fixture(scope="module")
def plan() -> Plan:
    """The miniature plan with three measures that have pages, two of them parts of a fourth."""
    site = load_site(SITE).site
    assert site is not None
    plan = site.plans[0]
    block = plan.block("measures")
    build = block.measures[0]
    slug = Text(fi="x", sv="x")
    extra = {"slug": slug, "part_of": "whole", "codes": ()}
    measures = (
        build.model_copy(update={"id": "whole", "slug": None, "title": Text(fi="Kokonaisuus", sv="Helhet")}),
        build.model_copy(update={**extra, "groups": (plan.block("target-groups").groups[0].id,)}),
        build.model_copy(update={**extra, "id": "second"}),
        build.model_copy(update={"id": "third", "slug": slug}),
        *block.measures[1:],
    )
    timeline = plan.block("timeline")
    first = timeline.rows[0].model_copy(update={"id": "x", "measure": "second", "when": Period.parse("2024-02")})
    timeline = timeline.model_copy(update={"rows": (*timeline.rows, first)})
    return replace(
        plan, blocks={**plan.blocks, "measures": block.model_copy(update={"measures": measures}), "timeline": timeline}
    )


def rows(plan: Plan, by: By) -> list[tuple[str | None, list[str]]]:
    """Return the sections of an overview: the title or time, and the ids of the rows."""
    return [
        (
            section.title["fi"] if section.title else section.when and f"{section.when.first}/{section.when.last}",
            [row.measure.id for row in section.rows],
        )
        for section in overview(plan, by)
    ]


def test_by_part(plan: Plan) -> None:
    """Measures with pages stand below the title of what they are parts of; one without a whole stands alone."""
    assert rows(plan, By.PART) == [("Kokonaisuus", ["build", "second"]), (None, ["third"])]


def test_by_time(plan: Plan) -> None:
    """Quarters with the same measures under way stand together; what has no time comes last."""
    assert rows(plan, By.TIME) == [
        ("2024-01-01/2024-03-31", ["second"]),
        ("2024-07-01/2025-06-30", ["build"]),
        (None, ["third"]),
    ]


def test_by_cost(plan: Plan) -> None:
    """The dearest comes first and those without a sum last, with the sum that the budget states."""
    ((section),) = overview(plan, By.COST)
    assert [(row.measure.id, row.cost) for row in section.rows] == [
        ("build", Money(Decimal(600), approximate=True)),
        ("second", None),
        ("third", None),
    ]


def test_a_cost_of_an_earlier_version_says_so(plan: Plan) -> None:
    """A sum of the newest version counts before an older one; one that only an earlier version tells names it."""
    budget = plan.block("budget")
    older = budget.tables[0].model_copy(update={"version": "draft"})
    measure = next(measure for measure in plan.block("measures").measures if measure.id == "build")

    def with_tables(*tables: object) -> Plan:
        return replace(plan, blocks={**plan.blocks, "budget": budget.model_copy(update={"tables": tables})})

    version = version_of_cost(with_tables(older), measure)
    assert version is not None and version.label["fi"] == "Luonnos"
    assert version_of_cost(with_tables(older, *budget.tables), measure) is None
    assert cost_of(with_tables(older), measure) == cost_of(plan, measure)


def test_by_group_and_theme(plan: Plan) -> None:
    """Only groups that a measure is for are shown, and nothing where no measure has a theme."""
    assert rows(plan, By.GROUP) == [("Asukkaat", ["build"]), ("Perheet", ["try"])]
    assert rows(plan, By.THEME) == []
