"""What commands share: the site of the folder in which they run, the language of their messages, the day."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path

import click

from ..guide import Guide
from ..loader import load_site
from ..localizer import Catalogue
from ..model import Site
from ..periods import day_of_epoch
from ..reports import as_text

LANGUAGES = ("fi", "sv", "en")
"""Languages in which commands speak."""

speaking = click.option("--lang", type=click.Choice(LANGUAGES), envvar="PLANSSI_LANG", help="Language of the messages.")
of_site = click.option(
    "--root", type=click.Path(path_type=Path, file_okay=False, exists=True), help="Folder of the site."
)


def find_root(given: Path | None) -> Path:
    """Return the folder of the site: the given one, or the nearest with `data/site.yaml` from here upwards."""
    if given:
        return given.resolve()
    here = Path.cwd().resolve()
    for folder in (here, *here.parents):
        if (folder / "data" / "site.yaml").is_file():
            return folder
    raise click.UsageError("No data/site.yaml here or above. Go to the folder of the site, or give --root.")


def readable_site(folder: Path, lang: str | None) -> Site:
    """Return the site of a folder, or tell what is wrong with it and end."""
    loaded = load_site(folder)
    if loaded.site is None:
        click.echo(as_text(loaded.problems, Guide(lang or LANGUAGES[0])), err=True)
        sys.exit(2)
    return loaded.site


def sound_site(folder: Path, lang: str | None) -> Site:
    """Return the site of a folder in which everything could be read, or tell what could not and end.

    What cannot be read would be dropped from the records.
    """
    loaded = load_site(folder)
    if loaded.problems or loaded.site is None:
        click.echo(as_text(loaded.problems, Guide(lang or LANGUAGES[0])), err=True)
        sys.exit(1)
    return loaded.site


def today(words: Catalogue) -> date:
    """Return the day that is recorded: today, or the one that `SOURCE_DATE_EPOCH` gives."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        return day_of_epoch(given) if given else date.today()
    except ValueError:
        wrong = words.gettext("SOURCE_DATE_EPOCH must be a whole number of seconds, but it is '{value}'.")
        click.echo(wrong.format(value=given), err=True)
        sys.exit(2)


def command() -> str:
    """Return how an editor runs this program; `scripts/run.py` does it for those who have not installed it."""
    return os.environ.get("PLANSSI_COMMAND", "planssi")
