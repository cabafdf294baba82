"""Markdown: what a text refers to, with places, and the HTML it becomes."""

from __future__ import annotations

import re

import pytest
from planssi.prose import FIGURE, Mention, Scene, inline, language_of, mentions, to_html

SCENE = Scene(
    block=lambda name, arguments: f'<div class="block">{" ".join([name, *arguments])}</div>',
    figure=lambda name: f"fact {name} <&>",
    link=lambda target: f"to:{target}",
)


def html(body: str) -> str:
    """Return the HTML of a text in a scene that shows what it was asked for."""
    return to_html(body, SCENE)


def found(body: str, kind: str, first_line: int = 1) -> list[tuple[str, int, int]]:
    """Return text, line and column of each mention of one kind."""
    return [(m.text, m.line, m.column) for m in mentions(body, first_line) if m.kind == kind]


def test_mentions_in_order() -> None:
    """Everything a text refers to is found once, in the order in which it stands, counted from the file's own lines."""
    body = "## Raha\n\nMaksaa {{ budget.total }}, ks. [riskit](60-risks.fi.md).\n\n::: budget\n\n<b>x"
    assert list(mentions(body, 6)) == [
        Mention("heading", "##", 6, 1),
        Mention("figure", "budget.total", 8, 8),
        Mention("link", "60-risks.fi.md", 8, 32),
        Mention("block", "budget", 10, 1),
        Mention("html", "<b>", 12, 1),
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("# a\n## b\n###### c", [("#", 1, 1), ("##", 2, 1), ("######", 3, 1)]),
        ("##\ta", [("##", 1, 1)]),
        ("#Otsikko", [("#", 1, 1)]),
        ("#1 tavoite", [("#", 1, 1)]),
        ("a # b\n\\# c", []),
        ("a\n# b", [("#", 2, 1)]),
    ],
)
def test_headings(body: str, expected: list[tuple[str, int, int]]) -> None:
    """Whatever becomes a heading is seen as one, also without a space after the marks."""
    assert found(body, "heading") == expected
    assert len(re.findall(r"<h\d", html(body))) == len(expected)


def test_underlined_text_is_no_heading() -> None:
    """A heading that is only underlined would escape the rule of levels, so it is none."""
    for line in ("=====", "-----"):
        body = f"Otsikko\n{line}\n\nteksti"
        assert len(re.findall(r"<h\d", html(body))) == len(found(body, "heading")), line


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("::: risks", [("risks", 1, 1)]),
        (":::risks", [("risks", 1, 1)]),
        ("a\n::: measures  one   two ", [("measures one two", 2, 1)]),
        ("::: source plan/2.2/goals", [("source plan/2.2/goals", 1, 1)]),
        ("a ::: risks", []),
        (":::", []),
        ("::: ", []),
    ],
)
def test_blocks(body: str, expected: list[tuple[str, int, int]]) -> None:
    """A line of its own with three colons and a name places a block."""
    assert found(body, "block") == expected
    assert html(body).count('class="block"') == len(expected)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("{{ budget.total }}", [("budget.total", 1, 1)]),
        ("ä€ {{budget.total}} ja {{  plan.period }}", [("budget.total", 1, 4), ("plan.period", 1, 24)]),
        ("## {{ a.b }}", [("a.b", 1, 4)]),
        ("- x\n\n    {{ a.b }}", [("a.b", 3, 5)]),
        ("**{{ a.b }}**", [("a.b", 1, 3)]),
        ("{{ a.b }}{{ c.d }}", [("a.b", 1, 1), ("c.d", 1, 10)]),
        ("{ a.b }", []),
        ("{{ a.b }", []),
    ],
)
def test_figures(body: str, expected: list[tuple[str, int, int]]) -> None:
    """A reference to a fact is found where it stands, and what is shown is exactly what was found."""
    assert found(body, "figure") == expected
    assert html(body).count('class="plan-figure"') == len(expected)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("[a](b.md)", [("b.md", 1, 1)]),
        ("ä [a](b.md#c) [d](https://e.fi)", [("b.md#c", 1, 3), ("https://e.fi", 1, 15)]),
        ('[a](b.md "otsake")', [("b.md", 1, 1)]),
        ("- x\n\n    [a](b.md)", [("b.md", 3, 5)]),
        ("[a] (b.md)", []),
        ("Vuosi [2024]", []),
    ],
)
def test_links(body: str, expected: list[tuple[str, int, int]]) -> None:
    """A link is found with its target as it is written."""
    assert found(body, "link") == expected
    assert re.findall(r'href="to:([^"]*)"', html(body)) == [target for target, _, _ in expected]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("a <b>c</b>", [("<b>", 1, 3), ("</b>", 1, 7)]),
        ('<script src="x">', [('<script src="x">', 1, 1)]),
        ("ä <!-- c -->", [("<!--", 1, 3)]),
        ("<br/>", [("<br/>", 1, 1)]),
        ("5 < 6 > 4", []),
        ("a <3", []),
        ("<https://example.org>", []),
        ("<palaute@example.org>", []),
    ],
)
def test_html(body: str, expected: list[tuple[str, int, int]]) -> None:
    """HTML tags and comments are found; comparison signs and addresses in angle brackets are not HTML."""
    assert found(body, "html") == expected


EVERYTHING = "# a {{ b.c }} [d](e.md) <i>"


@pytest.mark.parametrize(
    "body",
    [
        f"```\n{EVERYTHING}\n::: risks\n```",
        f"~~~\n{EVERYTHING}\n\n::: risks\n~~~",
        f"````\n```\n{EVERYTHING}\n```\n````",
        f"```yaml\n{EVERYTHING}\n```",
        f"```\n\n{EVERYTHING}\n\n::: risks\n\n```",
    ],
)
def test_code_fences_are_passed_over(body: str) -> None:
    """Between fences nothing is a reference, and it is shown as it is written."""
    assert list(mentions(body)) == []
    shown = html(body)
    assert "<code" in shown
    assert "# a {{ b.c }} [d](e.md) &lt;i&gt;" in shown
    assert not re.search(r'class="(block|plan-figure)"|href|<h\d', shown)


def test_after_a_fence() -> None:
    """A fence ends where the same marks stand again, and lines are still counted right."""
    body = "```\n{{ a.b }}\n```\n\n{{ c.d }}\n\n~~~\n```\n~~~\n{{ e.f }}"
    assert found(body, "figure") == [("c.d", 5, 1), ("e.f", 10, 1)]


def test_code_in_a_line() -> None:
    """What stands between backticks is passed over, and columns after it are still right."""
    assert found("`{{ a.b }}` ä {{ c.d }} `<b>`", "figure") == [("c.d", 1, 15)]
    assert found("`<b>` <i>", "html") == [("<i>", 1, 7)]
    assert "<code>{{ a.b }}</code>" in html("`{{ a.b }}`")


@pytest.mark.parametrize(
    ("body", "before", "after"),
    [
        ("::: risks", "", ""),
        ("a\n\n::: risks\n\nb", "<p>a</p>", "<p>b</p>"),
        ("a\n::: risks\nb", "<p>a</p>", "<p>b</p>"),
        ("- a\n- b\n::: risks\n- c\n", "<li>b</li>\n</ul>", "<ul>\n<li>c</li>\n</ul>"),
        ("1. a\n2. b\n\n::: risks\n", "<li>b</li>\n</ol>", ""),
        ("## A\n::: risks\n## B", '<h2 id="a">A</h2>', '<h2 id="b">B</h2>'),
        ("> a\n\n::: risks\n", "<blockquote>\n<p>a</p>\n</blockquote>", ""),
    ],
)
def test_block_in_its_place(body: str, before: str, after: str) -> None:
    """A block replaces its line, outside of any paragraph or list that it stands next to."""
    start, block, end = html(body).partition('<div class="block">risks</div>')
    assert block
    assert (start.strip().endswith(before), end.strip().startswith(after)) == (True, True)
    assert start.count("<ul>") == start.count("</ul>")
    assert start.count("<p>") == start.count("</p>")


def test_block_with_arguments() -> None:
    """What stands after the name goes to the block, and its HTML is out of Markdown's reach."""
    scene = Scene(lambda name, arguments: f"<p>*{name}* {arguments} {{{{ a.b }}}}</p>", SCENE.figure, SCENE.link)
    assert to_html("::: measures one two", scene) == "<p>*measures* ('one', 'two') {{ a.b }}</p>"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<b>x</b>", "<p>&lt;b&gt;x&lt;/b&gt;</p>"),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        ("<!-- x -->", "<p>&lt;!-- x --&gt;</p>"),
        ("a & b < c", "<p>a &amp; b &lt; c</p>"),
        ("<div>\n\n*x*\n\n</div>", "<p>&lt;div&gt;</p>\n<p><em>x</em></p>\n<p>&lt;/div&gt;</p>"),
    ],
)
def test_html_is_shown_as_text(body: str, expected: str) -> None:
    """HTML in a text does nothing: readers see what the editor wrote."""
    assert html(body) == expected


def test_figure_is_wrapped_and_escaped() -> None:
    """A fact stands in an element of its own, and its text is text."""
    assert html("a {{ x.y }} b") == '<p>a <span class="plan-figure">fact x.y &lt;&amp;&gt;</span> b</p>'
    assert html("[{{ x.y }}](z.md)") == (
        '<p><a href="to:z.md"><span class="plan-figure">fact x.y &lt;&amp;&gt;</span></a></p>'
    )


def test_markdown_in_a_fact_stays_text() -> None:
    """A fact is not read as Markdown."""
    scene = Scene(SCENE.block, lambda name: "*5* [a](b)", SCENE.link)
    assert to_html("{{ x.y }}", scene) == '<p><span class="plan-figure">*5* [a](b)</span></p>'


def test_links_are_resolved() -> None:
    """Every link goes through the scene, also one whose target stands elsewhere in the text."""
    assert html("[a](b.md) [c][d]\n\n[d]: e.md") == '<p><a href="to:b.md">a</a> <a href="to:e.md">c</a></p>'


@pytest.mark.parametrize(
    ("heading", "anchor"),
    [
        ("Mitä hanke maksaa?", "mita-hanke-maksaa"),
        ("Yhteydet ja äly", "yhteydet-ja-aly"),
        ("Åtgärder och kostnader för år 2024", "atgarder-och-kostnader-for-ar-2024"),
        ("ÅÄÖ", "aao"),
        ("Idé & plan – fas 4", "ide-plan-fas-4"),
        ("  Välejä   ja--viivoja  ", "valeja-ja-viivoja"),
    ],
)
def test_anchor(heading: str, anchor: str) -> None:
    """The anchor of a heading is small plain letters, figures and hyphens."""
    assert f'<h2 id="{anchor}">' in html(f"## {heading}")


def test_anchors_differ() -> None:
    """Two headings alike, or one without a letter, have anchors of their own."""
    anchors = re.findall(r'id="([^"]*)"', html("## Sama\n\n## Sama\n\n## !!!\n\n## ???\n\n## Sama"))
    assert len(set(anchors)) == 5
    assert all(re.fullmatch(r"[a-z0-9_-]+", anchor) for anchor in anchors)


def test_numbered_list_stays_apart_from_bullets() -> None:
    """A list with numbers and one with bullets are two lists."""
    assert html("1. a\n\n- b") == "<ol>\n<li>a</li>\n</ol>\n<ul>\n<li>b</li>\n</ul>"


def test_inline() -> None:
    """In a short text only references to facts are filled in."""
    assert inline("*a* {{ b.c }} <i>", lambda name: name.upper()) == "*a* B.C <i>"


@pytest.mark.parametrize(
    ("text", "name"), [("{{a.b}}", "a.b"), ("{{  a.b  }}", "a.b"), ("{{ a b }}", "a b"), ("{{}}", "")]
)
def test_reference(text: str, name: str) -> None:
    """Spaces around the name of a fact mean nothing, and a wrong name is still found."""
    match = FIGURE.fullmatch(text)
    assert match and match["name"] == name


def test_words_in_another_language() -> None:
    """Words in brackets with a language get their `lang`; what is inside them is Markdown like everything else."""
    assert html("Projektet [Terveys *ensin*]{lang=fi} pågår.") == (
        '<p>Projektet <span lang="fi">Terveys <em>ensin</em></span> pågår.</p>'
    )
    assert html("[[Terveys](60-risks.fi.md)]{lang=fi}") == (
        '<p><span lang="fi"><a href="to:60-risks.fi.md">Terveys</a></span></p>'
    )
    assert (
        html("[till [Terveys]{lang=fi}](a.sv.md)")
        == '<p><a href="to:a.sv.md">till <span lang="fi">Terveys</span></a></p>'
    )
    assert html("## Om [Terveys]{lang=fi}").startswith('<h2 id="om-terveys">Om <span lang="fi">')
    assert "lang" not in html("`[a]{lang=fi}`").replace("[a]{lang=fi}", "")


def test_links_around_and_inside_marked_words() -> None:
    """A link is seen wherever the words in another language stand, and so is their mark."""
    assert found("[till [Terveys]{lang=fi}](a.sv.md)", "link") == [("a.sv.md", 1, 1)]
    assert found("[[Terveys](a.fi.md)]{lang=fi}", "link") == [("a.fi.md", 1, 2)]
    assert found("a\n[Terveys]{lang=fi} och [b]{.c}", "mark", 5) == [("lang=fi", 6, 11), (".c", 6, 28)]
    assert found("`[a]{lang=fi}`\n\n[a](b.md) {x} [c] {lang=fi}", "mark") == []


@pytest.mark.parametrize(
    ("mark", "language"),
    [
        ("lang=sv", "sv"),
        ("lang=se", "se"),
        ("lang=en-GB", "en-GB"),
        ("lang=xx", None),
        ("lang=suomi", None),
        ("lang = sv", None),
        ('lang="sv"', None),
        ("lang=SV", None),
        (".note", None),
        ("", None),
    ],
)
def test_codes_of_languages(mark: str, language: str | None) -> None:
    """Only codes of languages that exist are marks; others are shown as they are written."""
    assert language_of(mark) == language
    assert ("<span" in html(f"[a]{{{mark}}}")) is (language is not None)
