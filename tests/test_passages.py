"""Every text of a site is found once in all its languages, and each with its place."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from planssi.fields import Text, records
from planssi.loader import load_site
from planssi.model import Chapter, Prose, Site
from planssi.passages import differences, of_chapter, passages, unpaired
from planssi.prose import pieces
from planssi.source import Source

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def site() -> Site:
    """The real content."""
    site = load_site(ROOT).site
    assert site is not None
    return site


def test_every_passage_stands_where_it_says(site: Site) -> None:
    """The place of each text begins with its first word."""
    lines: dict[str, list[str]] = {}
    for passage in passages(site):
        for language, words in passage.words.items():
            at = passage.places[language]
            text = lines.setdefault(at.path, (ROOT / at.path).read_text("utf-8").split("\n"))
            # Long texts are folded in YAML, so only their beginning is on the line; quotation marks may stand before.
            start = words.strip().split()[0]
            here = " ".join(text[at.line - 1 : at.line + 1]).replace("\\", "").replace("''", "'")
            assert start in here, (at, words)


def test_no_text_of_a_plan_is_forgotten_or_told_twice(site: Site) -> None:
    """Every text but the addresses is a passage, once."""
    for plan in site.plans:
        told = Counter(id(p.text) for p in passages(site) if p.plan is plan and p.text is not None)
        editions = (plan.facts, plan.blocks, tuple(edition.blocks for edition in plan.earlier))
        slugs = {id(text) for record in records(editions) if isinstance(text := getattr(record, "slug", None), Text)}
        there = {id(record) for record in records(editions) if isinstance(record, Text)} - slugs
        assert told.keys() == there
        assert max(told.values()) == 1


def test_an_item_is_named_by_its_id(site: Site) -> None:
    """The context of a passage tells an editor where it is."""
    contexts = {passage.context for passage in passages(site)}
    assert "budget/title" in contexts
    assert any(context.startswith("risks/risks/") and context.endswith("/title") for context in contexts)


BODY = """First line
goes on.

## A heading ##
- an item
  that goes on
- another

1. numbered

> quoted
> twice

::: risks staff
```
::: code
```
Last.
"""


def test_a_text_falls_into_pieces() -> None:
    """Headings, paragraphs, items and quotations are told apart from blocks and code."""
    assert [(piece.form, piece.text, piece.line, piece.column, piece.end) for piece in pieces(BODY, 7)] == [
        ("paragraph", "First line\ngoes on.", 7, 1, 9),
        ("##", "A heading", 10, 4, 11),
        ("item", "an item\n  that goes on", 11, 3, 13),
        ("item", "another", 13, 3, 14),
        ("item", "numbered", 15, 4, 16),
        ("quotation", "quoted\ntwice", 17, 3, 19),
        ("::: risks staff", "", 20, 1, 21),
        ("code", "```\n::: code\n```", 21, 1, 24),
        ("paragraph", "Last.", 24, 1, 25),
    ]


def chapter(**bodies: str) -> Chapter:
    """Make a chapter of a body in each language."""
    places = {name: Source("x") for name in ("title", "description", "slug")}
    texts = {
        language: Prose(language, f"T {language}", "t", f"D {language}", body, Source(f"x.{language}.md"), 5, places)
        for language, body in bodies.items()
    }
    return Chapter("need", "10", texts)


def test_sisters_are_read_side_by_side() -> None:
    """The pieces of two files are paired in their order."""
    found = list(of_chapter(chapter(fi="Yksi.\n\n::: risks\n\n- kaksi", sv="Ett.\n\n::: risks\n\n* två"), None))
    assert [(passage.context, dict(passage.words)) for passage in found[2:]] == [
        ("need/paragraph", {"fi": "Yksi.", "sv": "Ett."}),
        ("need/item", {"fi": "kaksi", "sv": "två"}),
    ]
    assert found[-1].places["sv"] == Source("x.sv.md", 9, 3)


@pytest.mark.parametrize(
    ("fi", "sv", "here", "there"),
    [
        ("Yksi.\n\nKaksi.", "Ett.", Source("x.fi.md", 7, 1), Source("x.sv.md", 5)),
        ("Yksi.", "Ett.\n\nTvå.", Source("x.fi.md", 5), Source("x.sv.md", 7, 1)),
        ("## Yksi\n\nKaksi.", "Ett\n\nTvå.", Source("x.fi.md", 5, 4), Source("x.sv.md", 5, 1)),
        ("::: risks", "::: goals", Source("x.fi.md", 5, 1), Source("x.sv.md", 5, 1)),
        ("::: risks a", "::: risks", Source("x.fi.md", 5, 1), Source("x.sv.md", 5, 1)),
    ],
)
def test_sisters_that_go_different_ways_are_told_apart(fi: str, sv: str, here: Source, there: Source) -> None:
    """The first difference is told with the places in both files."""
    (difference,) = differences(chapter(fi=fi, sv=sv))
    assert (difference.here, difference.there) == (here, there)


def test_what_comes_after_a_difference_stands_alone(site: Site) -> None:
    """What has no known sister is still yielded, in its own language, and nothing is yielded twice."""
    whole = chapter(fi="Yksi.\n\n## Kaksi\n\nKolme.", sv="Ett.\n\nTvå.\n\n::: risks")
    changed = replace(site, chapters=(whole,), plans=())
    assert [(dict(p.words), p.places) for p in unpaired(changed)] == [
        ({"fi": "Kaksi"}, {"fi": Source("x.fi.md", 7, 4)}),
        ({"sv": "Två."}, {"sv": Source("x.sv.md", 7, 1)}),
        ({"fi": "Kolme."}, {"fi": Source("x.fi.md", 9, 1)}),
    ]
    assert [p.words for p in of_chapter(whole, None)][2:] == [{"fi": "Yksi.", "sv": "Ett."}]
    assert list(unpaired(site)) == []


def test_sisters_on_the_site_go_the_same_way(site: Site) -> None:
    """On the real site all sisters are alike."""
    chapters = [*site.chapters, *(chapter for plan in site.plans for chapter in plan.chapters)]
    assert [difference for chapter in chapters for difference in differences(chapter)] == []
