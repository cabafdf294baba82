"""Municipalities as a reader looks for them: by name, each with its region, and where a plan names it.

Flows in: a site and a localizer. Flows out: municipalities in the order of the alphabet.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .fields import Text, texts
from .localizer import Localizer
from .model import Municipality, Plan, Region, Site


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


def rows_about(municipality: Municipality, plan: Plan) -> tuple[str, ...]:
    """Return the kinds of a plan's facts that have a row or a point of its own for a municipality.

    Only a text that is nothing but the name counts, in every language that it has. A name inside a sentence does not:
    Finnish bends it in ways that cannot be told from other words, and the university centre of Karleby is not Karleby.
    """
    name = municipality.name.words

    def names(text: Text) -> bool:
        return all(name.get(code) == said for code, said in text.words.items())

    return tuple(kind for kind, block in plan.blocks.items() if any(names(text) for _, text in texts(block)))
