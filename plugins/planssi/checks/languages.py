"""Rules about the language of words: every text is in the language of its page, and none is left untranslated."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import combinations

from ..identification import Identifier, blanked
from ..model import Site
from ..names import accepted_names
from ..passages import Passage
from ..source import Problem, Source

LONGEST = 100
"""Letters of a sentence that a message shows."""
TELLING = re.compile(r"[^\W\d_]{4,}")
"""A word that is long enough to be one of a language: a shorter one is often an abbreviation or a sign."""


def check_languages(passages: Iterable[Passage], site: Site) -> Iterator[Problem]:
    """Every sentence is in the language of its page, and no words are the same in two languages."""
    identifier = Identifier(site.languages)
    names = {language: accepted_names(site, language) for language in site.languages}
    all_names = accepted_names(site)
    for passage in passages:
        wrong = set()
        for language, words in passage.words.items():
            for stranger in identifier.strangers(words, language, names[language]):
                wrong.add(language)
                values = {"text": _shortened(stranger.text), "language": language, "found": stranger.language}
                yield Problem(_at(passage, language, stranger.start), "wrong-language", values)
        same = [pair for pair in combinations(passage.words, 2) if passage.words[pair[0]] == passage.words[pair[1]]]
        if same and not wrong and TELLING.search(blanked(passage.words[same[0][0]], all_names)):
            first, other = same[0]
            values = {"text": _shortened(passage.words[first]), "language": first}
            yield Problem(passage.places[other], "same-words", values)


def _at(passage: Passage, language: str, start: int) -> Source:
    """Return where a sentence stands; lines of a YAML file are folded, so there it is where the text begins."""
    begin, before = passage.places[language], passage.words[language][:start]
    if not passage.prose or not before:
        return begin
    lines = before.count("\n")
    return Source(begin.path, begin.line + lines, (1 if lines else begin.column) + len(before.rpartition("\n")[2]))


def _shortened(text: str) -> str:
    """Return a sentence without its full stop, in a length that a message has room for, cut between words."""
    words = " ".join(text.split()).rstrip(".,:;")
    return words if len(words) <= LONGEST else words[:LONGEST].rpartition(" ")[0] + " …"
