"""How well words in a wrong language are told, on the real content and the catalogues.

    python scripts/bench/identification.py

Prints, by the number of words: false alarms in the texts as they are; how many are found of texts that stand in the
place of their sister, of English messages in the place of their translations, and of one sentence in the other language
planted in each paragraph; then precision and recall of all.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import permutations
from pathlib import Path

from babel.messages.pofile import read_po
from planssi.checks.languages import check_languages
from planssi.identification import ENGLISH, WORD, blanked
from planssi.loader import load_site
from planssi.localizer import LOCALES
from planssi.model import Site
from planssi.names import accepted_names
from planssi.passages import Passage, passages
from planssi.source import Source

ROOT = Path(__file__).resolve().parent.parent.parent
CLASSES = (1, 2, 3, 4, 6, 10)
"""Least number of words of each class of length."""
SENTENCE = 4
"""Words that make a sentence."""


@dataclass(frozen=True)
class Trial:
    """A passage with or without a fault, and the number of words by which it can be told."""

    passage: Passage
    words: int


def outcomes(trials: Iterable[Trial], site: Site) -> Iterator[tuple[Trial, str]]:
    """Yield each trial with the code of what is told of it, or an empty text."""
    listed = list(trials)
    numbered = [
        replace(trial.passage, places={language: Source(str(index)) for language in trial.passage.words})
        for index, trial in enumerate(listed)
    ]
    told = {problem.at.path: problem.code for problem in check_languages(numbered, site)}
    for index, trial in enumerate(listed):
        yield trial, told.get(str(index), "")


def as_they_are(site: Site) -> Iterator[Trial]:
    """Yield every text in every language, without a fault."""
    none = accepted_names(site)
    for passage in passages(site):
        yield Trial(passage, max(count(text, none) for text in passage.words.values()))


def in_place_of_sisters(site: Site) -> Iterator[Trial]:
    """Yield every text copied over each of its sisters; names and signs, which are the same anyway, are left out."""
    names = accepted_names(site)
    for passage in passages(site):
        for one, other in permutations(passage.words, 2):
            number = count(passage.words[one], names)
            if number and passage.words[one] != passage.words[other]:
                yield Trial(replace(passage, words={**passage.words, other: passage.words[one]}), number)


def english_messages(site: Site) -> Iterator[Trial]:
    """Yield every message of the catalogues left in English in one language."""
    translations: dict[str, dict[str, str]] = {}
    for language in sorted({*site.languages} & {path.name for path in LOCALES.iterdir()}):  # English has no catalogue
        with (LOCALES / language / "LC_MESSAGES" / "planssi.po").open("rb") as file:
            for message in read_po(file):
                if isinstance(message.id, str) and message.id and message.id != message.string:
                    translations.setdefault(message.id, {})[language] = str(message.string)
    for id, words in translations.items():
        for language in words if count(id) else ():
            yield Trial(Passage({**words, language: id}, {}, ENGLISH), count(id))


def planted_sentences(site: Site, rng: random.Random) -> Iterator[Trial]:
    """Yield every paragraph of Markdown with a sentence of another paragraph, in the other language, inside it."""
    paragraphs = [passage for passage in passages(site) if passage.context.endswith(("/paragraph", "/item"))]
    for passage in paragraphs:
        for language, other in permutations(passage.words, 2):
            sentences = passage.words[language].split(". ")
            found = rng.choice(paragraphs).words.get(other, "").split(". ")
            longest = max(found, key=count)
            if count(longest) >= SENTENCE and len(sentences) > 1:
                sentences.insert(rng.randrange(len(sentences)), longest.rstrip("."))
                yield Trial(replace(passage, words={**passage.words, language: ". ".join(sentences)}), count(longest))


def count(text: str, names: object = None) -> int:
    """Return the number of words of a text."""
    return len(WORD.findall(blanked(text, names) if names else blanked(text)))  # type: ignore[arg-type]


def share(found: int, of: int) -> str:
    """Return a share in per cent."""
    return f"{100 * found / of:6.2f} %" if of else "      –"


def table(title: str, results: Mapping[int, Counter[str]]) -> None:
    """Print how many were told, by the number of words."""
    print(f"\n{title}")
    for least, codes in sorted(results.items()):
        told = codes.total() - codes[""]
        by = ", ".join(f"{code} {number}" for code, number in sorted(codes.items()) if code)
        print(f"  {least:>2}+ words: {told:>5} of {codes.total():>5} told, {share(told, codes.total())}  {by}")


def measured(trials: Iterable[Trial], site: Site) -> dict[int, Counter[str]]:
    """Return what is told of trials, by the number of words."""
    results: dict[int, Counter[str]] = {}
    for trial, code in outcomes(trials, site):
        least = max((least for least in CLASSES if least <= trial.words), default=0)
        results.setdefault(least, Counter())[code] += 1
    return results


def main() -> int:
    """Measure and print."""
    site = load_site(ROOT).site
    assert site is not None
    start = time.process_time()
    alarms = measured(as_they_are(site), site)
    print(f"{sum(c.total() for c in alarms.values())} passages as they are: {time.process_time() - start:.2f} s of CPU")
    faults = {
        "Texts in the place of their sisters": measured(in_place_of_sisters(site), site),
        "Messages left in English": measured(english_messages(site), site),
        "A foreign sentence in each paragraph": measured(planted_sentences(site, random.Random(6)), site),
    }
    table("Texts as they are (every alarm is false)", alarms)
    for title, results in faults.items():
        table(title, results)
    codes = [results for kind in faults.values() for results in kind.items()]
    false = sum(c.total() - c[""] for c in alarms.values())
    print()
    for least, name in ((0, "all lengths"), (SENTENCE, f"{SENTENCE} words and more")):
        chosen = [c for words, c in codes if words >= least]
        told, planted = sum(c.total() - c[""] for c in chosen), sum(c.total() for c in chosen)
        print(f"{name}: precision {share(told, told + false)}, recall {share(told, planted)} of {planted} faults")
    return 0


if __name__ == "__main__":
    sys.exit(main())
