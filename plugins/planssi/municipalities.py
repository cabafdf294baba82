"""Municipalities as a reader looks for them: by name, each with its region, and where a plan names it.

Flows in: a site and a localizer. Flows out: municipalities in the order of the alphabet.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .fields import Text, texts
from .localizer import Localizer
from .model import Municipality, Plan, Region, Site

Key = frozenset[tuple[str, str]]
"""The words of a text with their languages."""


@dataclass(frozen=True)
class Town:
    """A municipality in one language."""

    municipality: Municipality
    region: Region
    name: str
    others: tuple[tuple[str, str], ...]
    """Its official names in other languages, each after the code of its language; those that are spelt alike are left
    out, and so is a language in which it has a name that is not official."""


def towns(site: Site, localizer: Localizer, region: Region | None = None) -> tuple[Town, ...]:
    """Return the municipalities of the country or of one region, in the order of the alphabet."""
    regions = {known.id: known for known in ([region] if region else site.regions)}
    found = [_town(town, regions[town.region], localizer) for town in site.municipalities if town.region in regions]
    return tuple(sorted(found, key=lambda town: localizer.alphabetical(town.name)))


def by_letter(found: Iterable[Town], localizer: Localizer) -> tuple[tuple[str, tuple[Town, ...]], ...]:
    """Return municipalities under their first letters, in the order in which they come."""
    letters: dict[str, list[Town]] = {}
    for town in found:
        letters.setdefault(localizer.initial(town.name), []).append(town)
    return tuple((letter, tuple(those)) for letter, those in letters.items())


def town_of(municipality: Municipality, site: Site, localizer: Localizer) -> Town:
    """Return one municipality."""
    return _town(municipality, next(region for region in site.regions if region.id == municipality.region), localizer)


def _town(municipality: Municipality, region: Region, localizer: Localizer) -> Town:
    name = municipality.name_in(localizer.language)
    official = ((code, municipality.name[code]) for code in municipality.languages if code in municipality.name)
    others = ((code, other) for code, other in official if code != localizer.language and other != name)
    return Town(municipality, region, name, tuple(others))


class Rows:
    """Knows which plans have a row or a point of its own for a municipality; looks through each plan once.

    Only a text that is nothing but the name counts, in the same languages. A name inside a sentence does not: Finnish
    bends it in ways that cannot be told from other words, and the university centre of Karleby is not Karleby.
    """

    def __init__(self, site: Site) -> None:
        self._names = {_key(town.name) for town in site.municipalities}
        self._kinds: dict[str, Mapping[Key, tuple[str, ...]]] = {}
        """By plan and name: kinds of facts."""

    def about(self, municipality: Municipality, plan: Plan) -> tuple[str, ...]:
        """Return the kinds of a plan's facts in which a municipality has a row, in the order of the plan's files."""
        if plan.id not in self._kinds:
            self._kinds[plan.id] = self._read(plan)
        return self._kinds[plan.id].get(_key(municipality.name), ())

    def _read(self, plan: Plan) -> Mapping[Key, tuple[str, ...]]:
        found: dict[Key, tuple[str, ...]] = {}
        for kind, block in plan.blocks.items():
            for key in {_key(text) for _, text in texts(block)} & self._names:
                found[key] = (*found.get(key, ()), kind)
        return found


def _key(text: Text) -> Key:
    return frozenset(text.words.items())
