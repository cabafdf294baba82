"""Figures in the texts of the real content: equal in both languages, and every slip of a digit is told."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from planssi.checks.figures import check_figures, differences
from planssi.cli import main
from planssi.loader import load_site
from planssi.localizer import Localizer
from planssi.model import Site
from planssi.numerals import Numbers, Sort
from planssi.passages import Passage, passages
from planssi.source import Problem
from planting import SITE

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
        language = chance.choice([code for code in passage.words if code in NUMBERS])
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


def test_summaries_may_leave_figures_out(site: Site, written: list[Passage]) -> None:
    """A text that is declared a summary is not compared."""
    passage = next(p for p in written if p.chapter and p.plan and any(map(str.isdigit, p.words["fi"])))
    assert passage.chapter
    shorter = replace(passage, words={**passage.words, "sv": "Kort."})
    assert list(check_figures(site, [shorter]))
    texts = {**passage.chapter.texts, "sv": replace(passage.chapter.texts["sv"], summary=True)}
    assert not list(check_figures(site, [replace(shorter, chapter=replace(passage.chapter, texts=texts))]))


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


EXAMPLES = """
plan.period plan.date plan.updated plan.versions.draft goals.project goals.example-ready measures.active
measures.merged budget.count budget.total comparison.money.example timeline.trial risks.delay.points
risks.delay.likelihood risks.delay.impact indicators.waiting.y2025 indicators.readers.target
indicators.readers.baseline target-groups.residents.reach
"""


def test_each_kind_offers_its_facts() -> None:
    """Whatever is typed has a name in its plan."""
    site = load_site(SITE).site
    assert site
    assert set(EXAMPLES.split()) - set(site.plans[0].figures) == set()


def test_every_fact_can_be_said(site: Site) -> None:
    """Each language has words for every fact that texts may refer to."""
    units = {unit.id: unit for unit in site.units}
    for language in site.facts.languages:
        localizer = Localizer(language)
        for owner in (site, *site.plans):
            assert all(localizer.figure(figure, units) for figure in owner.figures.values())


def test_command_lists_the_facts() -> None:
    """`planssi figures` tells names and how each language says them, and which plans there are."""
    listed = CliRunner().invoke(main, ["figures", "ita-uusimaa/esimerkkihanke", "--root", str(SITE)])
    assert listed.exit_code == 0
    assert "{{ budget.total }}  1\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}€ | 1" in listed.output
    assert CliRunner().invoke(main, ["figures", "--root", str(SITE)]).output.startswith("{{ statement.made }}")
    unknown = CliRunner().invoke(main, ["figures", "nowhere", "--root", str(SITE), "--lang", "en"])
    assert unknown.exit_code == 2
    assert "These exist: ita-uusimaa/esimerkkihanke." in unknown.output
