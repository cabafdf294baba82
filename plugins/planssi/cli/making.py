"""Commands that make files: `planssi new` and `planssi schema`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ..creation import CannotCreateError, Creator
from ..localizer import catalogue
from ..scaffold import blank
from ..schemas import FOLDER, SETTINGS, editor_settings, schema_files
from .here import LANGUAGES, command, find_root, of_site, readable_site


@click.command()
@click.argument("noun")
@click.argument("name")
@click.option("--plan", help="The plan in which an item is made: region/plan.")
@click.option("--lang", type=click.Choice(LANGUAGES), envvar="PLANSSI_LANG", help="Language of the help texts.")
@of_site
def new(noun: str, name: str, plan: str | None, lang: str | None, root: Path | None) -> None:
    """Make a NOUN (region, plan, measure, risk, goal, …) with the id NAME, to be filled in; overwrite nothing."""
    folder = find_root(root)
    site = readable_site(folder, lang)
    language = lang or site.languages[0]
    words = catalogue(language)
    needed = [code for code in site.languages if code not in site.optional]
    try:
        creator = Creator(folder, language, words, {code: catalogue(code) for code in needed})
        creation = creator.create(noun, name, plan)
        creation.write(folder)
    except (CannotCreateError, OSError) as error:
        click.echo(str(error), err=True)
        sys.exit(2)
    for path in (*creation.new, *creation.longer):
        click.echo(path)
    advice = words.gettext("Fill in the places marked {blank}, then run: {command}")
    click.echo(advice.format(blank=blank(words), command=f"{command()} check"))


@click.command()
@click.option("--lang", type=click.Choice(LANGUAGES), help="Language in which Visual Studio Code shows help texts.")
@of_site
def schema(lang: str | None, root: Path | None) -> None:
    """Write the schemas by which editors know what a file may hold, in every language of the site."""
    folder = find_root(root)
    site = readable_site(folder, lang)
    words = catalogue(lang or site.languages[0])
    settings = folder / SETTINGS
    before = settings.read_text("utf-8") if settings.is_file() else ""
    try:
        files = {
            **schema_files(site.languages, catalogue, site.optional),
            SETTINGS: editor_settings(before, site.languages, lang),
        }
    except ValueError:
        click.echo(words.gettext("{path} cannot be read. Take the comments out of it.").format(path=SETTINGS), err=True)
        sys.exit(2)
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8", newline="\n")
    click.echo(words.gettext("Wrote {folder} and {settings}.").format(folder=FOLDER, settings=SETTINGS))
