"""The golden examples as blocks: what an editor writes, made into what a page shows.

Flows in: the files of `blocks/`. Flows out: examples, and for each the block, its plan and its problems.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml
from planssi.blocks import KINDS
from planssi.fields import Known
from planssi.loader import load_site
from planssi.model import Block, Plan, Site
from planssi.reader import parse_yaml
from planssi.renderer import Renderer
from planssi.source import Problem
from planssi.validation import validate_block

HERE = Path(__file__).resolve().parent
FOLDER = HERE / "blocks"
SITE = HERE / "site"


@dataclass(frozen=True)
class Made:
    """A block with the plan that it is a part of."""

    name: str
    block: Block | None
    """None where not even its sound parts make one."""
    plan: Plan
    names: tuple[str, ...] = ()
    """What a page picks of it."""
    problems: tuple[Problem, ...] = ()

    def html(self, renderer: Renderer) -> str:
        """Return the block as a page shows it."""
        assert self.block is not None
        return renderer.block(self.block, self.plan, self.names)


def small_site() -> Site:
    """Return the miniature site, to whose plan the examples belong."""
    site = load_site(SITE).site
    assert site is not None
    return site


def read(kind: str) -> list[dict[str, Any]]:
    """Return the examples of one kind as they are written."""
    rows: list[dict[str, Any]] = yaml.safe_load((FOLDER / f"{kind}.yaml").read_text("utf-8"))
    return rows


def make(kind: str, text: str, site: Site, title: str = "", pick: str = "") -> Made:
    """Make a block of what an editor writes, as a part of the miniature site's plan."""
    plan = site.plans[0]
    names = {other: frozenset(item.id for item in block.items) for other, block in plan.blocks.items()}
    data = parse_yaml(text, f"{kind}.yaml").data
    listings = KINDS[kind].listings()
    names[kind] = frozenset(row.get("id", "") for listing in listings for row in data.get(listing, []))
    known = Known(site.languages, frozenset(plan.places), names, frozenset(plan.units))
    block, problems, _ = validate_block(KINDS[kind], data, known)
    if block is not None:
        plan = replace(plan, blocks={**plan.blocks, kind: block})
        meaning = [problem for item in block.items for problem in block.check_item(item, plan)]
        problems = (*problems, *meaning, *block.check(plan))
    ordered = tuple(sorted(problems, key=lambda problem: problem.at))
    return Made(f"{kind}: {title}", block, plan, tuple(pick.split()), ordered)


def shown(site: Site) -> Iterator[Made]:
    """Yield every example without problems, and every block of the miniature site."""
    for kind in KINDS:
        for example in read(kind):
            if "problems" not in example:
                yield make(kind, example["yaml"], site, example["title"], example.get("pick", ""))
    plan = site.plans[0]
    for kind, block in plan.blocks.items():
        yield Made(f"{kind} of the miniature site", block, plan)
