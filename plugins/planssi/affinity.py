"""Which measures of other plans are most like a measure: those that share most of its topics.

Flows in: a site. Flows out: measures in order of likeness, the same for the same
content. A measure has its own topics and those of the parts that are told on its page.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import islice
from typing import cast

from .blocks.measures import State
from .listing import MeasureEntry, measures_of
from .model import PageState, Plan, Site

MOST = 5
"""How many measures of other plans a page names."""
IN_PLAN = (State.ACTIVE, State.NOT_FUNDED)
"""States of measures that still belong to their plans; only they are like others."""


class Affinity:
    """Knows of each measure with a page which others are like it."""

    def __init__(self, site: Site) -> None:
        self._site = site
        measures = [entry for entry in measures_of(site) if entry.told]
        self._tags: dict[tuple[str, str], frozenset[str]] = defaultdict(frozenset)
        for entry in measures:
            self._tags[entry.plan.id, cast("str", entry.told)] |= frozenset(entry.tags)
        self._paged = [entry for entry in measures if entry.measure.slug and entry.measure.state in IN_PLAN]
        self._orders: dict[frozenset[str], tuple[MeasureEntry, ...]] = {}
        """The measures in order of likeness to a set of topics; made once for all measures that have these."""

    def tags(self, plan: Plan, measure: str) -> frozenset[str]:
        """Return the topics of a measure and of the parts that are told on its page."""
        return self._tags.get((plan.id, measure), frozenset())

    def related(self, plan: Plan, measure: str, language: str) -> tuple[MeasureEntry, ...]:
        """Return the measures of other plans that share topics with this one, those that share most first.

        At most five, of plans of which everything is in the language.
        """
        tags = self.tags(plan, measure)
        if tags not in self._orders:
            self._orders[tags] = self._order(tags)
        facts = self._site.language(language)
        others = (entry for entry in self._orders[tags] if entry.plan.id != plan.id)
        return tuple(islice((entry for entry in others if entry.plan.state(facts) is PageState.FULL), MOST))

    def _order(self, tags: frozenset[str]) -> tuple[MeasureEntry, ...]:
        """Return the measures that have some of these topics: by how many they share, then plans in turn.

        Of those of one plan that share as many, the one with the fewest other topics comes first.
        """
        own = {entry: self.tags(entry.plan, entry.measure.id) for entry in self._paged}
        sharing = [entry for entry in self._paged if own[entry] & tags]
        sharing.sort(key=lambda entry: (-len(own[entry] & tags), len(own[entry] - tags)))
        seen: Counter[tuple[str, int]] = Counter()
        ranks = {}
        for entry in sharing:
            shared = len(own[entry] & tags)
            ranks[entry] = -shared, seen[entry.plan.id, shared]
            seen[entry.plan.id, shared] += 1
        return tuple(sorted(sharing, key=ranks.__getitem__))
