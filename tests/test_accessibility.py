"""Every kind of block by itself, asked what a reader with assistive technology would ask of it.

Flows in: the golden examples and the miniature site, in every language. What only a browser can tell (contrast, small
screens, print, the keyboard) is asked in `browser/`; how the parts of a page fit together in `test_site.py`.
"""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from building import ROOT
from document import Document
from golden import make, shown, small_site
from planssi.localizer import NBSP, Localizer
from planssi.renderer import Renderer

STYLE = (ROOT / "overrides" / "assets" / "planssi" / "planssi.css").read_text("utf-8")


@pytest.fixture(scope="module")
def blocks() -> dict[str, tuple[str, Document]]:
    """The HTML of every block in every language, by its name, as it is and as elements."""
    site = small_site()
    renderers = [Renderer(site, Localizer(language)) for language in site.facts.languages]
    found = {}
    for number, made in enumerate(shown(site)):
        for renderer in renderers:
            html = renderer.finish(made.html(renderer))
            found[f"{renderer.localizer.language} {number} {made.name}"] = html, Document(html)
    assert len(found) > 150
    return found


def test_elements_are_closed_and_ids_stand_once(blocks: dict[str, tuple[str, Document]]) -> None:
    """What is opened is closed in its turn, and what a name points to is there."""
    for name, (_, document) in blocks.items():
        assert document.open == [], name
        ids = [element["id"] for element in document.elements if "id" in element]
        assert len(ids) == len(set(ids)), name
        for element in document.elements:
            for attribute in ("aria-labelledby", "aria-describedby"):
                assert set(element.get(attribute, "").split()) <= set(ids), name
            if element.get("href", "").startswith("#"):
                assert element["href"][1:] in ids, name


def test_tables_name_themselves_their_columns_and_their_rows(blocks: dict[str, tuple[str, Document]]) -> None:
    """A table has a caption, every column and row a header with its scope, no header is empty and no cell merged."""
    tables = 0
    for name, (html, document) in blocks.items():
        tables += len(document.all("table"))
        assert len(document.all("table")) == len(document.all("caption")), name
        assert all(caption["text"].strip() for caption in document.all("caption")), name
        for header in document.all("th"):
            assert header["scope"] in ("col", "row"), name
            assert header["text"].strip(), name
        assert not re.search(r"colspan|rowspan|headers=|<th\b(?![^>]*scope)", html), name
        for table in re.findall(r"<table.*?</table>", html, re.DOTALL):
            head, body = table.split("<tbody>")
            columns = head.count("<th ")
            for row in body.split("<tr")[1:]:
                assert row.count("<th scope=") == 1, name
                assert row.count("<th") + row.count("<td") == columns, name
    assert tables > 200


def test_cards_of_a_small_screen_name_every_cell(blocks: dict[str, tuple[str, Document]]) -> None:
    """A table that becomes cards tells with each cell the header of its column."""
    for name, (html, _) in blocks.items():
        for table in re.findall(r'<table class="plan-table plan-table--stacked.*?</table>', html, re.DOTALL):
            headers = [re.sub(r"<[^>]*>", "", cell) for cell in re.findall(r'<th scope="col".*?>(.*?)</th>', table)]
            for row in table.split("<tbody>")[1].split("<tr")[1:]:
                labels = re.findall(r'<td[^>]* data-label="([^"]*)"', row)
                assert labels == headers[1:], name


def test_what_is_wider_than_the_screen_can_be_scrolled(blocks: dict[str, tuple[str, Document]]) -> None:
    """What scrolls sideways takes the focus, has the name of its table, and a hint stands before it."""
    seen = 0
    for name, (html, document) in blocks.items():
        for element in document.elements:
            if element.get("class") == "plan-scroll":
                seen += 1
                assert element["tabindex"] == "0", name
                assert element["role"] in ("group", "region"), name
                assert element["aria-labelledby"], name
        assert html.count('"plan-scroll"') == html.count("plan-scroll__hint"), name
    assert seen > 1


def test_pictures_have_words_and_their_facts_stand_in_a_table(blocks: dict[str, tuple[str, Document]]) -> None:
    """A picture has a name and a description; every label in it is also in a table of the block."""
    pictures = 0
    for name, (_, document) in blocks.items():
        texts = {element["id"]: element["text"] for element in document.elements if "id" in element}
        for drawing in document.all("svg"):
            if " svg" in f" {drawing['in']}" or drawing.get("aria-hidden"):
                continue
            pictures += 1
            assert drawing["role"] == "img", name
            assert len(drawing["aria-labelledby"].split()) == 2, name
            assert all(texts[id].strip() for id in drawing["aria-labelledby"].split()), name
        tables = " ".join(table["text"] for table in document.all("table"))
        words = set(re.findall(r"[\w€%]+", tables))
        for text in document.all("text"):
            if text.get("class", "") == "plan-picture__label":
                label = re.sub(rf"(^|, )\d+{NBSP}%$", "", text["text"])  # the share says how long the bar is
                assert set(re.findall(r"[\w€%]+", label)) <= words, (name, label)
    assert pictures > 15


def test_nothing_is_told_by_colour_alone(blocks: dict[str, tuple[str, Document]]) -> None:
    """A class of risk has points and a word, a state and a verdict words, a kind of bar a pattern and a letter."""
    risks = 0
    for name, (html, document) in blocks.items():
        for element in document.elements:
            style = element.get("class", "").split()
            if "plan-risk" in style:
                risks += 1
                assert re.match(r"\s*\d+\s+\S", element["text"]), name
            if {"plan-state", "plan-verdict"} & set(style):
                assert element["text"].strip(), name
        kinds = re.findall(r'<li><svg[^>]*><rect[^>]*?(?:fill="url\(#([^)]*)\)")?/></svg>(?: <b>(\w+)</b>)?', html)
        assert len(kinds) == len(set(kinds)), name
    assert risks > 8


def test_amounts_never_break(blocks: dict[str, tuple[str, Document]]) -> None:
    """Between a number and its unit, and inside a number, stands a space at which no line ends."""
    for name, (html, _) in blocks.items():
        # What the style keeps on one line needs no such space.
        text = re.sub(r'<span class="plan-figure">.*?</span>|<[^>]*>', "\n", html)
        assert not re.search(r"\d [€%]|\d \d{3}(?!\d)", text), name


def test_a_matrix_tells_the_place_of_every_risk(blocks: dict[str, tuple[str, Document]]) -> None:
    """The description of the picture says likelihood and impact of each risk in it; each leads to its row."""
    seen = 0
    for name, (html, _) in blocks.items():
        for picture in re.findall(r'<figure class="plan-picture plan-matrix">.*?</figure>', html, re.DOTALL):
            seen += 1
            drawn = re.findall(r'class="plan-matrix__name"[^>]*>(R\d+)<', picture)
            told = re.findall(r"(R\d+), ", re.findall(r"<desc[^>]*>(.*?)</desc>", picture, re.DOTALL)[0])
            leading = re.findall(r'<a href="#([^"]*)">(R\d+)</a> <span>.+</span>', picture)
            assert sorted(drawn) == sorted(told) == sorted(mark for _, mark in leading), name
            assert all(f'<tr id="{row}"' in html for row, _ in leading), name
            patterns = re.findall(r'<pattern id="[^"]*-class-[^>]*>(.*?)</pattern>', picture)
            plain = [re.sub(r"--\w+", "", pattern) for pattern in patterns[:-1]]
            assert len(plain) == len(set(plain)), f"{name}: colour alone tells the classes"
    assert seen > 4


def test_a_picture_of_sums_says_the_sums_of_the_table() -> None:
    """The description of the picture holds the figures that the table states, and its bars are their shares."""
    site = small_site()
    text = """tables:
  - id: a
    title: {fi: A, sv: A}
    source: plan/2
    rows:
      - {id: all, name: {fi: Kaikki, sv: Allt}, amount: 400}
      - {id: half, part_of: all, name: {fi: Yksi, sv: Ett}, amount: 100}
      - {id: rest, part_of: all, name: {fi: Toinen, sv: Annat}, amount: 300}
"""
    for language in site.facts.languages:
        html = make("budget", text, site).html(Renderer(site, Localizer(language)))
        description = re.search(r"<desc[^>]*>(.*?)</desc>", html, re.DOTALL)
        assert description
        for part in (f"100{NBSP}€, 25{NBSP}%", f"300{NBSP}€, 75{NBSP}%"):
            assert part in description[1]
        area = Decimal(re.findall(r'<line class="plan-picture__grid"[^>]*x2="([\d.]+)%"', html)[0])
        widths = re.findall(r'<rect class="plan-picture__bar"[^>]*width="([\d.]+)%"', html)
        assert [round(100 * Decimal(width) / area) for width in widths] == [25, 75]
        cells = re.findall(r'data-label="(?:Euroa|Euro)">([^<]*)<', html)
        assert sum(int(cell.replace(NBSP, "").rstrip("€")) for cell in cells[1:]) == 400


def test_text_in_pictures_is_large_enough() -> None:
    """No text of a picture is smaller than 12 pixels, and its size does not shrink with the picture."""
    sizes = re.findall(r"\.plan-picture__[^{]*\{[^}]*font-size: (\d+)px", STYLE)
    assert len(sizes) >= 3
    assert all(int(size) >= 12 for size in sizes)
    for template in (ROOT / "plugins" / "planssi").rglob("*.html"):
        assert "viewBox" not in template.read_text("utf-8") or template.name not in ("chart.html", "budget.html")


def test_the_style_knows_what_a_reader_may_have_chosen() -> None:
    """Dark colours, forced colours and stillness are the reader's choice; links in text are underlined."""
    for choice in ("prefers-color-scheme: dark", "forced-colors: active", "prefers-reduced-motion: no-preference"):
        assert f"({choice})" in STYLE
    outside = re.sub(r"@media \(prefers-reduced-motion: no-preference\) \{.*?\n\}", "", STYLE, flags=re.DOTALL)
    assert not re.search(r"(?<![-\w])(?:transition|animation)(?:-\w+)*:(?! none)", outside)
    assert "CanvasText" in STYLE


def test_words_are_whole(blocks: dict[str, tuple[str, Document]]) -> None:
    """Nothing is put inside a word, so that it can be found, copied and read aloud; the style breaks long ones."""
    for name, (html, _) in blocks.items():
        assert not re.search("\u00ad|\u200b|<wbr", html), name
