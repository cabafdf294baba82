"""Commands that tell how far the translations are, and record them: `planssi status` and `accept`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ..freshness import Freshness, Records, State
from ..history import difference, earlier_words
from ..localizer import Catalogue, catalogue
from ..passages import Passage, passages
from ..selection import select
from ..status import as_json, as_table
from ..status import status as state_of
from .here import find_root, of_site, readable_site, sound_site, speaking, today


@click.command()
@click.argument("names", nargs=-1, metavar="[FILE | FILE:LINE | REGION/PLAN]...")
@click.option("--new", "only_new", is_flag=True, help="Record only what is new; without names, everything that is.")
@speaking
@of_site
def accept(names: tuple[str, ...], only_new: bool, lang: str | None, root: Path | None) -> None:
    """Record that translations say what their sources say now: after translating, or when the meaning is unchanged.

    Names are files of either language, places as `planssi check` tells them, folders or plans. What is behind is
    recorded only when it is named.
    """
    folder = find_root(root)
    site = sound_site(folder, lang)
    words = catalogue(lang or site.languages[0])
    if not names and not only_new:
        click.echo(words.gettext("Name a file, a place in it or a plan, or write --new for everything new."), err=True)
        sys.exit(2)
    records = Records(site)
    translations = list(records.translations(passages(site)))
    named: set[tuple[int, str]] = set()
    for name in names:
        found = select(translations, _from_root(name, folder))
        if not found:
            click.echo(words.gettext("There is no translation at {name}.").format(name=name), err=True)
            sys.exit(2)
        named |= {(id(passage), language) for passage, language, _ in found}
    chosen = [row for row in translations if not names or (id(row[0]), row[1]) in named]
    states = {State.NEW} if only_new else {State.NEW, State.BEHIND}
    accepted = [translation for translation in chosen if translation[2].state in states]
    for passage, language, freshness in accepted:
        click.echo(_as_line(passage, language))
        if freshness.state is State.BEHIND:
            click.echo(_changed(passage, records.original(passage), freshness, folder, words))
    texts = records.accept([(passage, language) for passage, language, _ in accepted], today(words))
    for path, text in texts.items():
        file = folder / path
        if not file.is_file() or file.read_text("utf-8") != text:
            file.write_text(text, "utf-8", newline="\n")
    count = words.ngettext("{count} translation recorded.", "{count} translations recorded.", len(accepted))
    click.echo(count.format(count=len(accepted)))


@click.command()
@click.option("--plan", help="Only this plan: region/plan.")
@click.option("--diff", is_flag=True, help="Show what changed in the source of each translation that is behind.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="Form of the output.")
@speaking
@of_site
def status(plan: str | None, diff: bool, form: str, lang: str | None, root: Path | None) -> None:
    """Tell how far the texts are in each language, by plan and chapter, and who answers for them."""
    folder = find_root(root)
    site = readable_site(folder, lang)
    language = lang or site.languages[0]
    words = catalogue(language)
    whole = state_of(site)
    if plan is not None:
        whole = whole.only(plan)
    if not whole.sections:
        click.echo(words.gettext("There is no plan {name}.").format(name=plan), err=True)
        sys.exit(2)
    click.echo(as_json(whole) if form == "json" else as_table(whole, language, words), nl=form != "json")
    if diff:
        records = Records(site)
        for passage, code, freshness in records.translations(passages(site)):
            if freshness.state is State.BEHIND and (plan is None or (passage.plan and passage.plan.id == plan)):
                click.echo(f"\n{_as_line(passage, code)}")
                click.echo(_changed(passage, records.original(passage), freshness, folder, words))


def _as_line(passage: Passage, language: str) -> str:
    """Return a translation and its place on one line."""
    return f"{passage.places[language]}: {' '.join(passage.words[language].split())}"


def _changed(passage: Passage, source: str, freshness: Freshness, folder: Path, words: Catalogue) -> str:
    """Return what changed in the source of a translation that is behind, in words."""
    at = passage.places[source]
    before = earlier_words(folder, at.path, source, freshness.before)
    if before is None:
        return "  " + words.gettext("What {source} said on {day} is not in the history of the file.").format(
            source=at, day=freshness.since
        )
    return f"  {at}: {difference(before, passage.words[source])}"


def _from_root(name: str, folder: Path) -> str:
    """Return a name as it is from the root: an editor may give the path of a file from where they are."""
    path, line, rest = name.replace("\\", "/").partition(":")
    here = Path.cwd().resolve() / path
    if not (folder / path).exists() and here.exists() and here.resolve().is_relative_to(folder):
        path = here.resolve().relative_to(folder).as_posix()
    return f"{path}{line}{rest}"
