"""Proper names that stand in their own language on every page.

Flows in: the names that a site declares. Flows out: where they stand in a text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from .model import Site

NEVER = re.compile(r"(?!)")
"""What stands nowhere."""


def foreign_names(site: Site, language: str) -> Mapping[str, str]:
    """Return the names of other languages than a page's and the language of each, longest first."""
    found = [(name.name, name.language) for name in site.names if name.language and name.language != language]
    return dict(sorted(found, key=lambda pair: (-len(pair[0]), pair[0])))


def accepted_names(site: Site, language: str | None = None) -> re.Pattern[str]:
    """Return the pattern of what stands untranslated with good reason: declared names, and names of places.

    Args:
        site: The site.
        language: Language of the page, whose own names are left out; None takes all.
    """
    declared = [name.name for name in site.names if name.language is None or name.language != language]
    places = [*(town.name for town in site.municipalities), *(text for r in site.regions for text in (r.name, r.short))]
    return pattern_of([*declared, *(word for text in places for word in text.words.values())])


def pattern_of(names: Iterable[str]) -> re.Pattern[str]:
    """Return the pattern of names as whole words, the longest first; an s of the genitive may follow."""
    listed = "|".join(re.escape(name) for name in sorted(set(names), key=lambda name: (-len(name), name)))
    return re.compile(rf"(?<!\w)(?:{listed})(?=s?(?!\w))") if listed else NEVER
