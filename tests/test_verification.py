"""A built site is read as people read it: what is missing, and what is in a wrong language."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from building import ROOT
from planssi.loader import load_site
from planssi.model import Site
from planssi.verification import Words, misplaced_words, missing_pages, words_of


@pytest.fixture(scope="module")
def site() -> Site:
    """The miniature site, for its languages and names."""
    site = load_site(ROOT / "tests" / "site").site
    assert site is not None
    return site


def misplaced(tmp_path: Path, site: Site, body: str, language: str = "sv") -> list[tuple[str, str, str]]:
    """Return what is told of a page: text, language of the page, language of the text."""
    (tmp_path / "page.html").write_text(f'<!doctype html><html lang="{language}">{body}</html>', "utf-8")
    return [(m.text, m.language, m.found) for m in misplaced_words(tmp_path, ["page.html"], site)]


FINNISH = "Hankkeen tavoitteena on parantaa palveluja"


@pytest.mark.parametrize(
    "html",
    [
        f"<p>{FINNISH}</p>",
        f"<p>Projektet pågår i två år. {FINNISH}</p>",
        f'<img alt="{FINNISH}" src="x.png">',
        f'<a href="x" title="{FINNISH}">Till sidan</a>',
        f'<nav aria-label="{FINNISH}"></nav>',
        f'<input placeholder="{FINNISH}">',
        f'<input type="submit" value="{FINNISH}">',
        f"<svg><title>{FINNISH}</title></svg>",
        f"<svg><desc>{FINNISH}</desc><text>År</text></svg>",
        f"<table><caption>{FINNISH}</caption></table>",
        f"<head><title>{FINNISH}</title></head>",
        f'<meta name="description" content="{FINNISH}">',
        f'<meta property="og:title" content="{FINNISH}">',
        "<p>Hankkeen <strong>tavoitteena</strong> on <a href='x'>parantaa</a> palve\u00adluja</p>",
        f'<section lang="fi"><p lang="sv">{FINNISH}</p></section>',
        f"<p>{FINNISH}<p>Projektet pågår i två år",
        f"<ul><li>Projektet pågår<li>{FINNISH}</ul>",
    ],
)
def test_words_in_a_wrong_language(html: str, tmp_path: Path, site: Site) -> None:
    """Whether it is a text or an attribute, people read or hear it, so it is looked at."""
    assert misplaced(tmp_path, site, html) == [(FINNISH, "sv", "fi")]


@pytest.mark.parametrize(
    "html",
    [
        f'<p lang="fi">{FINNISH}</p>',
        f'<p>Projektet <span lang="fi">{FINNISH}</span> pågår.</p>',
        f'<a hreflang="fi" lang="fi" aria-label="{FINNISH}" href="x">Suomeksi</a>',
        f"<script>'{FINNISH}'</script><style>{FINNISH}</style>",
        f"<p>Kör <code>{FINNISH}</code> nu.</p>",
        f'<a href="{FINNISH}" class="hankkeen tavoitteena">Projekt</a>',
        f'<div lang="de">{FINNISH}</div>',
        f"<!-- {FINNISH} -->",
    ],
)
def test_words_in_their_own_language(html: str, tmp_path: Path, site: Site) -> None:
    """What is marked with its language, or is no text for people, is in order."""
    assert misplaced(tmp_path, site, html) == []


@pytest.mark.parametrize("text", ["Skip to content", "Search results", "Back to the top of this page", "Breadcrumb"])
@pytest.mark.parametrize("language", ["fi", "sv"])
def test_leftover_english(text: str, language: str, tmp_path: Path, site: Site) -> None:
    """English of a theme, or of a message that was not translated, is found; a single word by the catalogue."""
    assert misplaced(tmp_path, site, f"<p>{text}</p>", language) == [(text, language, "en")]


def test_a_title_in_two_languages(tmp_path: Path, site: Site) -> None:
    """A title cannot mark its parts, so the page marks them again in its body."""
    title = f"<title>Projektets mål och medel – {FINNISH}</title>"
    assert misplaced(tmp_path, site, f'{title}<h1 lang="fi">{FINNISH}</h1>') == []
    assert misplaced(tmp_path, site, f"{title}<h1>Projektets mål</h1>") == [(FINNISH, "sv", "fi")]


def test_each_text_is_told_once(tmp_path: Path, site: Site) -> None:
    """What stands on every page is told of the first one."""
    for name in ("a.html", "b.html"):
        (tmp_path / name).write_text(f'<html lang="sv"><p>{FINNISH}</p></html>', "utf-8")
    (found,) = misplaced_words(tmp_path, ["a.html", "b.html"], site)
    assert found.page == "a.html"


def test_texts_fall_where_the_page_divides_them() -> None:
    """A sentence goes on through links and figures, and ends where a block or a note begins."""
    html = (
        '<html lang="sv"><body><p>Det <em>kostar</em> <span class="plan-figure">5 €</span> nu<br>och sedan.'
        '<small class="note">En not</small></p><p>Namnet <b lang="fi">Planssi</b> står.</p></body></html>'
    )
    assert words_of(html) == (
        Words("sv", "En not"),
        Words("sv", "Det kostar 5 € nu och sedan."),
        Words("fi", "Planssi"),
        Words("sv", "Namnet står."),
    )


def test_missing_pages(tmp_path: Path) -> None:
    """A page that no file holds is told."""
    (tmp_path / "a.html").touch()
    assert missing_pages(tmp_path, ["a.html", "fi/b.html"]) == ("fi/b.html",)


def test_the_built_site_is_in_its_languages(built_site: Path, tmp_path: Path) -> None:
    """Nothing is told of the real site, and a word that a theme leaves behind ends the command with status 1."""
    command = [sys.executable, "-m", "planssi", "verify", str(built_site), "--root", str(ROOT), "--lang", "en"]
    result = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert (result.returncode, result.stdout) == (0, "")
    folder = tmp_path / "site"
    shutil.copytree(built_site, folder)
    page = folder / "sv" / "om" / "index.html"
    page.write_text(page.read_text("utf-8").replace("</main>", "<p>Back to the top of this page</p></main>"), "utf-8")
    result = subprocess.run(
        [*command[:4], str(folder), *command[5:]], capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert result.returncode == 1
    assert result.stdout == (
        "On the page sv/om/index.html, in the language 'sv', this seems to be in the language 'en': "
        "“Back to the top of this page”\n"
    )
