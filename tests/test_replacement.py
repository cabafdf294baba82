"""Words are replaced in files, and not a byte besides."""

from __future__ import annotations

import random
import shutil
from collections import defaultdict
from pathlib import Path

import pytest
from building import ROOT
from planssi.loader import load_site
from planssi.passages import Passage, passages
from planssi.prose import pieces
from planssi.reader import split_front_matter
from planssi.replacement import CannotReplaceError, Replacement, replaced, sister
from planssi.source import Source

AWKWARD = (
    "Yksi: kaksi",
    "a # b",
    "#a",
    '"x" y',
    'it\'s "q" \\ z',
    "yes",
    "no",
    "null",
    "true",
    "~",
    "012",
    "1e3",
    "3.50",
    "0x1F",
    "2024-01-01",
    "[a](b.fi.md)",
    "{{ budget.total }} & {x}, y",
    "%a",
    "@x",
    "`c`",
    "a, b; c",
    "…",
    "x\ty?",
    "|",
    "!t",
    "&a b",
    "*a b",
    "=1+1",
    "key: {a: b}",
    "ends with a colon:",
    "---",
    "😀 a: b",
    "a\\",
    "'a'",
    "å – ä\N{NO-BREAK SPACE}ö",
)
SIGNS = ("- a", "## a", "> a", "1. a", "::: a", "# a", "* a")
"""What a text of YAML may begin with, and a paragraph may not."""


def write(text: str, at: tuple[int, int], words: str, path: str = "x.yaml", **more: object) -> str:
    """Replace the words at a place of a text."""
    return replaced(text, [Replacement(Source(path, *at), words, "sv", **more)])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "at", "words", "expected"),
    [
        ("k: {fi: A, sv: B} # c\n", (1, 16), "C", "k: {fi: A, sv: C} # c\n"),
        ("k: {fi: A, sv: B}\n", (1, 16), "C, D", 'k: {fi: A, sv: "C, D"}\n'),
        ("k:\n  fi: A\n  sv: B, C # c\n", (3, 7), "C, D", "k:\n  fi: A\n  sv: C, D # c\n"),
        ("k:\n  sv: B\n    goes on\n  fi: A\n", (2, 7), "C", "k:\n  sv: C\n  fi: A\n"),
        ('k: {sv: "B", fi: A}\n', (1, 9), "C", 'k: {sv: "C", fi: A}\n'),
        ("k: {sv: 'B', fi: A}\n", (1, 9), "C's", 'k: {sv: "C\'s", fi: A}\n'),
        ('k: {sv: "B", fi: A}\n', (1, 9), 'C "D"', "k: {sv: 'C \"D\"', fi: A}\n"),
        ("k:\n  sv: >-\n    B\n    b\n\n  # c\n  fi: A\n", (2, 7), "C", "k:\n  sv: >-\n    C\n\n  # c\n  fi: A\n"),
        ("k:\n  sv: |\n    B\n  fi: A\n", (2, 7), "C\nD\n", "k:\n  sv: |\n    C\n    D\n  fi: A\n"),
        ("k:\n  sv: >\n    B\n  fi: A\n", (2, 7), "C\nD\n", "k:\n  sv: >\n    C\n\n    D\n  fi: A\n"),
        ("k:\n  sv: >\n    B\n  fi: A\n", (2, 7), "no end", "k:\n  sv: no end\n  fi: A\n"),
        ("\ufeffk:\r\n  sv: B\r\n  fi: A\r\n", (2, 7), "C: D", '\ufeffk:\r\n  sv: "C: D"\r\n  fi: A\r\n'),
        ("k: {sv: B}", (1, 9), "C", "k: {sv: C}"),
    ],
)
def test_words_of_yaml(text: str, at: tuple[int, int], words: str, expected: str) -> None:
    """The style stays where it can say the words; comments, ends of lines and all else stay as they are."""
    assert write(text, at, words) == expected


@pytest.mark.parametrize(
    ("text", "at", "expected"),
    [
        ("- {fi: A} # c\n", (1, 8), "- {fi: A, sv: B} # c\n"),
        ("- {fi: A, en: C}\n", (1, 8), "- {fi: A, en: C, sv: B}\n"),
        ("k:\n  fi: A # c\nl: 1\n", (2, 7), "k:\n  fi: A # c\n  sv: B\nl: 1\n"),
        ("k:\n  fi: |\n    A\n\nl: 1\n", (2, 7), "k:\n  fi: |\n    A\n\n  sv: B\nl: 1\n"),
        ("k:\n  fi: A", (2, 7), "k:\n  fi: A\n  sv: B\n"),
        ("k:\r\n  fi: A\r\n", (2, 7), "k:\r\n  fi: A\r\n  sv: B\r\n"),
    ],
)
def test_a_language_is_added_beside_another(text: str, at: tuple[int, int], expected: str) -> None:
    """A missing language gets its key below or after the others."""
    assert write(text, at, "B", added=True) == expected


MARKDOWN = """---
title: Otsikko
slug: otsikko
description: Kuvaus.
---

## Yksi ##

Kappale
jatkuu.

- kohta
  jatkuu
1. toinen

> lainaus
> jatkuu

::: risks
"""


@pytest.mark.parametrize(
    ("at", "words", "line"),
    [
        ((2, 8), "Title: a", 'title: "Title: a"'),
        ((7, 4), "Ett", "## Ett ##"),
        ((9, 1), "Stycke", "Stycke"),
        ((12, 3), "punkt", "- punkt"),
        ((14, 4), "andra", "1. andra"),
        ((16, 3), "citat\nmera", "> citat\n> mera"),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_words_of_markdown(at: tuple[int, int], words: str, line: str, newline: str) -> None:
    """The signs of headings, items and quotations stay, and everything around."""
    new = write(MARKDOWN.replace("\n", newline), at, words, "x.fi.md")
    assert "\n" not in new.replace(newline, "")
    new = new.replace(newline, "\n")
    assert f"\n{line}\n" in new
    old = MARKDOWN.split("\n")
    rest = [text for text in new.split("\n") if text not in line.split("\n")]
    assert set(rest) <= set(old)
    assert write(MARKDOWN, (9, 1), "Kappale\njatkuu.", "x.fi.md") == MARKDOWN


@pytest.mark.parametrize("words", ["Ett\n\nTvå", "## Ett", "- ett", "::: risks", "> ett", "```", ""])
def test_a_paragraph_stays_one_paragraph(words: str) -> None:
    """Words that would become something else, or several things, are refused."""
    with pytest.raises(CannotReplaceError) as caught:
        write(MARKDOWN, (9, 1), words, "x.fi.md")
    assert caught.value.replacement is not None


def test_what_is_not_there_is_refused() -> None:
    """A place without words is told, not guessed."""
    for path, at in (("x.md", (8, 1)), ("x.md", (18, 1)), ("x.md", (2, 1)), ("x.csv", (9, 1))):
        with pytest.raises(CannotReplaceError):
            write(MARKDOWN, at, "A", path)
    with pytest.raises(CannotReplaceError):
        write("k: {sv: A}\n", (1, 1), "B")


def test_words_of_a_table() -> None:
    """A cell of a CSV file is found by its line and the name of its column, quotation marks or not."""
    table = 'id;fi;sv;amount\r\na;"Yksi; kaksi";Ett;1\r\nb;Kolme;"Tre ""3""";2\r\n'
    assert write(table, (2, 9), "Två", "x.csv") == table.replace(";Ett;", ";Två;")
    assert write(table, (3, 9), "Två; tre", "x.csv") == table.replace('"Tre ""3"""', '"Två; tre"')
    both = [Replacement(Source("x.csv", line, 1), "N", "fi") for line in (2, 3)]
    assert replaced(table, both) == table.replace('"Yksi; kaksi"', "N").replace("Kolme", "N")
    with pytest.raises(CannotReplaceError):
        write(table, (2, 9), "Två\ntre", "x.csv")


def test_a_page_in_another_language() -> None:
    """A page is made of the words of its sister; blocks stay, the address comes from the new title."""
    places = [(2, 8), (4, 14), (7, 4), (9, 1), (12, 3), (14, 4), (16, 3)]
    new = sister(MARKDOWN, [Replacement(Source("x.fi.md", *at), f"Ord {n}", "sv") for n, at in enumerate(places)])
    assert "slug" not in new
    assert [piece.text for piece in pieces(split_front_matter(new)[1])] == [*(f"Ord {n}" for n in range(2, 7)), ""]
    assert new.endswith("::: risks\n")


def loaded(root: Path) -> list[Passage]:
    """Return every passage of a site."""
    site = load_site(root).site
    assert site is not None
    return list(passages(site))


def test_any_words_in_any_place_of_the_site(tmp_path: Path) -> None:
    """Whatever words 400 texts of the real site get, the site says exactly them, and all others are as they were."""
    for folder in ("content", "data"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    pick = random.Random(7)
    before = loaded(tmp_path)
    expected = [dict(passage.words) for passage in before]
    files: dict[str, list[Replacement]] = defaultdict(list)
    for number in pick.sample(range(len(before)), 400):
        for language, at in before[number].places.items():
            words = " ".join(pick.choices(AWKWARD, k=pick.randint(1, 3)))
            if before[number].context.rpartition("/")[2] in ("paragraph", "item", "heading"):
                words = f"a {words} b"
            else:
                words = pick.choice(("", *SIGNS)) + words
            expected[number][language] = words
            files[at.path].append(Replacement(at, words, language))
    assert len(files) > 50
    for path, replacements in files.items():
        text = (tmp_path / path).read_bytes().decode("utf-8")
        (tmp_path / path).write_bytes(replaced(text, replacements).encode("utf-8"))
    assert [dict(passage.words) for passage in loaded(tmp_path)] == expected


def test_the_same_words_change_no_byte() -> None:
    """Words that are replaced by themselves leave each file as it is."""
    files: dict[str, list[Replacement]] = defaultdict(list)
    for passage in loaded(ROOT):
        for language, words in passage.words.items():
            files[passage.places[language].path].append(Replacement(passage.places[language], words, language))
    assert len(files) > 200
    for path, replacements in files.items():
        text = (ROOT / path).read_bytes().decode("utf-8")
        assert replaced(text, replacements) == text, path
