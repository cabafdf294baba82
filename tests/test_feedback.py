"""Feedback on a page: the organisation's form or a mail, with the page and its language filled in."""

from __future__ import annotations

from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from planssi.feedback import feedback_of
from planssi.loader import load_site
from planssi.localizer import Localizer
from planssi.pages import PageTree
from planssi.renderer import Renderer
from planting import copy_site

FORM = """feedback:
  fi: https://lomake.example/palaute?sivu={page}&otsikko={title}
  sv: https://lomake.example/{language}/respons?sida={page}#alku
"""


def changed(tmp_path: Path, *replaced: tuple[str, str]) -> PageTree:
    """Return the pages of the miniature site, whose facts of the site say something else."""
    changes: list[dict[str, Any]] = [
        {"file": "data/site.yaml", "replace": {"from": old, "to": new}} for old, new in replaced
    ]
    site = load_site(copy_site(tmp_path / "site", {"prepare": changes})).site
    assert site is not None
    return PageTree(site, "https://planssi.example/alla/")


def localizer(tree: PageTree, language: str) -> Localizer:
    """Return the one who speaks a language of the site."""
    return Localizer(tree.site.language(language))


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_a_mail_says_which_page_it_is_about(tmp_path: Path, language: str) -> None:
    """Its title, its address and the name of its language."""
    tree = changed(tmp_path)
    page = tree.get("site:about", language)
    mail = urlsplit(feedback_of(page, tree, localizer(tree, language)))
    assert (mail.scheme, mail.path) == ("mailto", "palaute@esimerkki.example")
    fields = parse_qs(mail.query)
    assert fields["subject"][0].endswith(f": {page.title}")
    assert f": {tree.absolute(page)}\r\n" in fields["body"][0]
    assert f": {tree.site.language(language).name}\r\n" in fields["body"][0]


def test_a_form_gets_the_page_in_its_language(tmp_path: Path) -> None:
    """Each language has a form of its own; signs that mean something in an address do not break it."""
    tree = changed(tmp_path, ("updated: 2026", f"{FORM}updated: 2026"))
    plan = replace(tree.of_plan(tree.site.plans[0], "fi"), title="Äly & tieto: 50 %?")
    finnish = urlsplit(feedback_of(plan, tree, localizer(tree, "fi")))
    assert (finnish.netloc, finnish.path) == ("lomake.example", "/palaute")
    assert parse_qs(finnish.query) == {"sivu": [tree.absolute(plan)], "otsikko": [plan.title]}
    sister = tree.of_plan(tree.site.plans[0], "sv")
    swedish = urlsplit(feedback_of(sister, tree, localizer(tree, "sv")))
    assert (swedish.path, swedish.fragment) == ("/sv/respons", "alku")
    assert parse_qs(swedish.query) == {"sida": [tree.absolute(sister)]}


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_the_page_of_feedback_leads_to_the_form(tmp_path: Path, language: str) -> None:
    """Beside the mailbox, which stays for those who would rather write."""
    words = {"fi": "Avaa palautelomake", "sv": "Öppna responsformuläret"}
    for tree, there in (
        (changed(tmp_path / "form", ("updated: 2026", f"{FORM}updated: 2026")), True),
        (changed(tmp_path / "mail"), False),
    ):
        page, speaker = tree.get("site:feedback", language), localizer(tree, language)
        html = unescape(Renderer(tree.site, speaker).page(page, tree))
        link = f'<a href="{feedback_of(page, tree, speaker)}">{words[language]}</a>'
        assert (link in html) is there
        assert "mailto:palaute@esimerkki.example" in html


def test_nowhere_to_write_to(tmp_path: Path) -> None:
    """Then there is no link that would lead nowhere."""
    tree = changed(tmp_path, ("  email: palaute@esimerkki.example\n", ""))
    assert feedback_of(tree.get("site:about", "fi"), tree, localizer(tree, "fi")) == ""
