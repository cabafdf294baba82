"""Figures in the texts of the real content: equal in both languages, and every slip of a digit is told."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from planssi.checks.figures import check_figures, differences
from planssi.loader import load_site
from planssi.model import Site
from planssi.numerals import Numbers, Sort
from planssi.passages import Passage, passages
from planssi.source import Problem

ROOT = Path(__file__).resolve().parent.parent
NUMBERS = {"fi": Numbers.of("fi", "fi_FI"), "sv": Numbers.of("sv", "sv_FI")}
SLIPS = 300


@pytest.fixture(scope="module")
def site() -> Site:
    """The real content."""
    site = load_site(ROOT).site
    assert site
    return site


@pytest.fixture(scope="module")
def written(site: Site) -> list[Passage]:
    """Every text of it that holds a figure."""
    return [passage for passage in passages(site) if any(map(str.isdigit, "".join(passage.words.values())))]


def slips(found: list[Passage], chance: random.Random) -> Iterator[tuple[Passage, str]]:
    """Yield passages in which one digit of one figure is another, and what it became."""
    for passage in chance.sample(found, len(found)):
        language = chance.choice(list(passage.words))
        words = passage.words[language]
        figures = [n for n in NUMBERS[language].read(words) if n.sort is not Sort.NAME and not n.word]
        places = [n.start + place for n in figures for place, sign in enumerate(n.text) if sign.isdigit()]
        if places:
            place = chance.choice(places)
            other = chance.choice([digit for digit in "0123456789" if digit != words[place]])
            slipped = words[:place] + other + words[place + 1 :]
            yield replace(passage, words={**passage.words, language: slipped}), slipped


def lines(passage: Passage) -> set[tuple[str, int]]:
    """Return the lines on which a passage stands, in every language."""
    return {
        (at.path, at.line + line)
        for language, at in passage.places.items()
        for line in range(passage.words[language].count("\n") + 1)
    }


def test_real_content_has_equal_figures(site: Site, written: list[Passage]) -> None:
    """No false alarm is raised, and the figures are many."""
    assert len(written) > 1000
    assert list(check_figures(site, passages(site))) == []


def test_every_slip_of_a_digit_is_told(site: Site, written: list[Passage]) -> None:
    """One changed digit in one language is told on its line, wherever it stands."""
    changed = [slip for _, slip in zip(range(SLIPS), slips(written, random.Random(6)), strict=False)]
    problems: list[Problem] = list(check_figures(site, [passage for passage, _ in changed]))
    told = {(problem.at.path, problem.at.line) for problem in problems}
    assert len(changed) == SLIPS
    assert [words for passage, words in changed if not told & lines(passage)] == []


@pytest.mark.parametrize(
    ("finnish", "swedish", "told"),
    [
        ("yli 75-vuotiaista kaikista yli 75-vuotiaista", "av alla över 75 år", ([], [])),
        ("molemmat", "de två", ([], [])),
        ("2. vaihe", "andra fasen", ([], [])),
        ("yksi hanke", "ett projekt", ([], [])),
        ("kaksi vaihetta", "2 faser", ([], [])),
        ("kolme vaihetta", "fyra faser", (["kolme"], ["fyra"])),
        ("3 vaihetta", "fyra faser", (["3"], [])),
        ("20 prosenttia", "20 euro", (["20 prosenttia"], ["20 euro"])),
        ("2020 ja 2021", "2020 och 2020", (["2021"], ["2020"])),
        ("touko–kesäkuussa", "i maj–juli", (["kesäkuussa"], ["juli"])),
        ("1.1.2023", "den 2 januari 2023", (["1.1.2023"], ["2 januari 2023"])),
    ],
)
def test_differences(finnish: str, swedish: str, told: tuple[list[str], list[str]]) -> None:
    """Words excuse figures, repetitions are forgiven, and values are compared."""
    here, there = NUMBERS["fi"].read(finnish, doubtful=True), NUMBERS["sv"].read(swedish, doubtful=True)
    spare, missing = differences(here, there)
    assert ([n.text for n in spare], [n.text for n in missing]) == told
