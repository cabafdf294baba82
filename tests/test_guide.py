"""The pages of help: every code has one in each language, and they show what the tests plant today."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from help_pages import LANGUAGES, excerpts, lines, pages
from planssi.cli import main
from planssi.cli.content import help_address
from planssi.explanations import EXPLANATIONS
from planssi.guide import INDEX, PAGES, Guide, as_plain, nearest
from planssi.localizer import LOCALES
from planssi.messages import RULES
from planssi.source import Source


def run(*arguments: str) -> tuple[int, str, str]:
    """Return the exit status, the output and the complaints of a command."""
    result = CliRunner().invoke(main, arguments, env={"PLANSSI_LANG": None})
    return result.exit_code, result.stdout, result.stderr


def test_pages_are_up_to_date() -> None:
    """The pages are those that `scripts/help_pages.py` writes now, and there are no others."""
    expected = pages()
    assert set(PAGES.glob("*/*")) == set(expected)
    stale = [path.relative_to(PAGES).as_posix() for path, text in expected.items() if path.read_text("utf-8") != text]
    assert not stale, "run scripts/help_pages.py"


def test_every_code_has_a_page_in_every_language() -> None:
    """Each code is explained in each language that the messages have, and each list links to each page."""
    assert set(EXPLANATIONS) == set(RULES)
    assert {path.name for path in LOCALES.iterdir()} <= set(LANGUAGES)
    for language in LANGUAGES:
        index = (PAGES / language / INDEX).read_text("utf-8")
        assert sorted(re.findall(r"\]\(([\w-]+)\.md\)", index)) == sorted(RULES)
        assert f"]({language}/{INDEX})" in (PAGES / INDEX).read_text("utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_whole(language: str) -> None:
    """A page has the code, a marked wrong place, the message as it reads, the remedy and the right place."""
    guide = Guide(language)
    for code in RULES:
        page = guide.page(code)
        title, *heads = re.findall(r"^##? (.*)", page, re.MULTILINE)
        assert title == guide.title(code)
        assert heads == [guide.words.gettext("Wrong"), guide.words.gettext("Right")]
        wrong, right = page.split(f"## {heads[1]}")
        assert f"`{code}`" in wrong
        assert re.search(rf"\[{code}\]\n", wrong)
        assert re.search(r"^    \S.*:\d+:\d+: ", wrong, re.MULTILINE)
        assert re.search(r"^    >", wrong, re.MULTILINE) or code in {"missing-file", "missing-chapter"}
        assert re.match(r"\n\n\S.*\n\n\S.*:\n\n    ", right)


def test_titles_differ() -> None:
    """No two codes look the same in the list, in any language, and no title or reason names a value."""
    for language in LANGUAGES:
        guide = Guide(language)
        titles = [guide.title(code) for code in RULES]
        assert len(set(titles)) == len(titles)
        for code, title in zip(RULES, titles, strict=True):
            assert not title.endswith("."), title
            assert not re.search(r"\{\w*\}", title + guide.why(code)), code
            assert guide.why(code).endswith(".") or not guide.why(code), code


def test_excerpts_show_the_mistake_and_the_line_before_it() -> None:
    """The wrong line is marked with the column, the right one stands at its place, and far changes are shown, too."""
    before = [f"line {number}" for number in range(1, 31)]
    after = [*before[:9], "line x", *before[10:24], "line y", *before[25:]]
    wrong, right = excerpts("a.yaml", before, after, Source("a.yaml", 10, 6))
    assert [(line.number, line.text, line.column) for line in wrong.lines if line and line.marked] == [
        (10, "line x", 6)
    ]
    assert [(line.number, line.text) for line in right.lines if line and line.marked] == [
        (10, "line 10"),
        (25, "line 25"),
    ]
    assert None in wrong.lines
    assert len(wrong.lines) == len(right.lines)


def test_what_cannot_be_seen_is_shown(tmp_path: Path) -> None:
    """Tabs, control characters and wrong encodings have signs on the page."""
    (tmp_path / "a").write_bytes(b"\ta\x07\n\xe4\n")
    assert lines(tmp_path / "a") == ["⇥   a␇", "\N{REPLACEMENT CHARACTER}"]


def test_pages_in_the_terminal() -> None:
    """In a terminal the marks of Markdown are gone: headings are underlined, and links to other pages left out."""
    assert as_plain("# A\n\nb \\<c\\> `d`\n\n    e\\<\n\n[f](README.md)\n") == "A\n=\n\nb <c\\> `d`\n\n    e\\<"
    for code in RULES:
        assert "](" not in as_plain(Guide("fi").page(code)).replace("![Kartta](", "").replace("[omalla sivullaan](", "")


def test_explain() -> None:
    """The page of a code is printed in the chosen language, and in Finnish where nobody chooses."""
    for language in LANGUAGES:
        status, text, complaints = run("explain", "sum-differs", "--lang", language)
        assert (status, complaints) == (0, "")
        assert text.startswith(f"{Guide(language).title('sum-differs')}\n====")
        assert "[sum-differs]" in text
    assert run("explain", "sum-differs")[1] == run("explain", "sum-differs", "--lang", "fi")[1]


def test_explain_outside_a_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages can be read anywhere."""
    monkeypatch.chdir(tmp_path)
    assert run("explain", "sum-differs")[0] == 0


def test_explain_without_a_code() -> None:
    """Without a code every code is listed with its title, in groups."""
    status, text, _ = run("explain", "--lang", "sv")
    assert status == 0
    assert text.startswith("Filer\n  missing-file ")
    assert [code for code in RULES if f"  {code} " not in text] == []


def test_explain_an_unknown_code() -> None:
    """A code that does not exist is wrong usage, and the nearest one is suggested."""
    status, text, complaints = run("explain", "sum-differ", "--lang", "en")
    assert (status, text) == (2, "")
    assert "'sum-differ' (did you mean 'sum-differs'?)" in complaints
    assert run("explain", "qqq", "--lang", "fi")[2].startswith("Koodia 'qqq' ei ole. ")
    assert nearest("SUM-DIFFERS") == "sum-differs"


def test_address_of_the_pages() -> None:
    """The pages are linked to where they are read, and only if the repository of the site holds them."""
    root = PAGES.parent.parent.parent
    address = help_address(root, "https://git.example/planssi/-/edit/main/")
    assert address == "https://git.example/planssi/-/blob/main/plugins/planssi/help/"
    assert help_address(root, None) is None
    assert help_address(root / "elsewhere", "https://git.example/planssi/-/edit/main/") is None
