"""Commands that send texts to a translator and take them back: `planssi translate export` and `import`."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click

from ..delivery import as_line, unpack
from ..freshness import Records
from ..localizer import Catalogue, catalogue
from ..parcel import CannotPackError, CannotReadParcelError, astray, pack, places
from .here import LANGUAGES, command, find_root, of_site, readable_site, speaking, today


@click.group()
def translate() -> None:
    """Send texts to a translator, and take the translations back."""


@translate.command("export")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--to", "target", required=True, help="Language into which the texts are translated.")
@click.option("--from", "source", help="Language from which; that in which they are first written, if not given.")
@click.option("--plan", help="Only the texts of this plan: region/plan.")
@click.option("--all", "whole", is_flag=True, help="Also the texts whose translation is up to date.")
@click.option("--lang", type=click.Choice(LANGUAGES), envvar="PLANSSI_LANG", help="Language of headings and notes.")
@of_site
def export(
    file: Path, target: str, source: str | None, plan: str | None, whole: bool, lang: str | None, root: Path | None
) -> None:
    """Write what needs translating into FILE: .xlsx for a spreadsheet, .xlf for a translator's program (XLIFF 2)."""
    folder = find_root(root)
    site = readable_site(folder, lang)
    words = catalogue(lang or site.languages[0])
    _known(words, (target, *([source] if source else ())), site.languages)
    if plan is not None:
        _known(words, (plan,), [known.id for known in site.plans])
    try:
        parcel = pack(site, folder, target, source=source, plan=plan, whole=whole)
    except CannotPackError as error:
        message = words.gettext("The texts are first written in several languages. Say from which: --from {languages}.")
        click.echo(message.format(languages=" / ".join(error.languages)), err=True)
        sys.exit(2)
    for apart in astray(site, plan):
        said = words.gettext(
            "{here}: from here on the page and {there} go different ways; what comes after is not in the parcel. "
            "Mend that first: {command}"
        )
        click.echo(said.format(here=apart.here, there=apart.there, command=f"{command()} check"), err=True)
    if not parcel.entries:
        click.echo(words.gettext("Nothing needs translating."))
        return
    file.write_bytes(_form(file, words).write(parcel, words))
    count = len(parcel.entries)
    said = words.ngettext("Wrote {count} text into {file}.", "Wrote {count} texts into {file}.", count)
    click.echo(said.format(count=count, file=file))


@translate.command("import")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--skip-conflicts", is_flag=True, help="Leave out texts that were changed on the site meanwhile.")
@click.option("--dry-run", is_flag=True, help="Only tell what would be done.")
@speaking
@of_site
def take(file: Path, skip_conflicts: bool, dry_run: bool, lang: str | None, root: Path | None) -> None:
    """Take the translations of FILE, if everything in it is right; otherwise change nothing and tell what is wrong."""
    folder = find_root(root)
    site = readable_site(folder, lang)
    words = catalogue(lang or site.languages[0])
    form = _form(file, words)
    try:
        parcel = form.read(file.read_bytes(), file.name)
        delivery = unpack(site, folder, parcel)
        faults, conflicts = delivery.faults, delivery.conflicts
    except CannotReadParcelError as error:
        faults, conflicts = (error.fault,), ()
    for fault in (*faults, *conflicts):
        click.echo(as_line(fault, words), err=True)
    if faults or (conflicts and not skip_conflicts):
        count = len(faults) + len(conflicts)
        said = words.ngettext("{count} problem. Nothing was changed.", "{count} problems. Nothing was changed.", count)
        click.echo(said.format(count=count), err=True)
        sys.exit(1)
    if not dry_run:
        delivery.write(folder)
        _accept(folder, parcel.target, delivery.changed | delivery.checked, today(words))
    for path in sorted(delivery.files):
        click.echo(path)
    said = words.gettext(
        "New or changed: {changed}. Found right as they are: {checked}. Without a translation: {missing}. "
        "Left out: {skipped}."
    )
    counts = {"changed": len(delivery.changed), "checked": len(delivery.checked), "skipped": len(conflicts)}
    click.echo(said.format(**counts, missing=delivery.untranslated))
    if dry_run:
        click.echo(words.gettext("This was a trial: nothing was changed."))


def _accept(folder: Path, language: str, chosen: frozenset[str], day: date) -> None:
    """Record translations as saying what their source says now."""
    site = readable_site(folder, None)
    if not site.accepted:
        # The first `planssi accept` begins the record of a site, for all of its texts.
        return
    records = Records(site)
    pairs = [
        (passage, language)
        for place, passage in places(site)
        if place in chosen and records.original(passage) != language and language in passage.words
    ]
    if pairs:
        for path, text in records.accept(pairs, day).items():
            (folder / path).write_text(text, "utf-8", newline="\n")


def _known(words: Catalogue, names: Iterable[str], known: Sequence[str]) -> None:
    """End with a message when a name is not among those that exist."""
    for name in names:
        if name not in known:
            said = words.gettext("There is no '{name}'. These exist: {known}.")
            click.echo(said.format(name=name, known=", ".join(known)), err=True)
            sys.exit(2)


def _form(file: Path, words: Catalogue) -> Any:
    """Return the module that reads and writes a parcel, by the end of its name; the one for spreadsheets is slow."""
    if file.suffix in (".xlf", ".xliff"):
        from .. import xliff

        return xliff
    if file.suffix == ".xlsx":
        from .. import workbook

        return workbook
    click.echo(words.gettext("The name of the file must end in .xlsx or .xlf."), err=True)
    sys.exit(2)
