"""`planssi check` and `planssi verify`, for the terminal and for continuous integration.

Imports neither MkDocs nor anything slow. Exit status: 0 nothing wrong, 1 problems, 2 wrong usage.
"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from .checks import check_site
from .loader import load_site
from .localizer import catalogue
from .pages import PageTree
from .reports import FORMS
from .source import Severity

LANGUAGES = ("fi", "sv", "en")


@click.group()
@click.version_option(package_name="planssi")
def main() -> None:
    """Publish public project plans as websites that people can read."""


@main.command()
@click.option("--lang", type=click.Choice(LANGUAGES), envvar="PLANSSI_LANG", help="Language of the messages.")
@click.option("--format", "form", type=click.Choice(list(FORMS)), default="text", help="Form of the output.")
@click.option("--strict", is_flag=True, help="Fail on warnings, too.")
@click.option("--root", type=click.Path(path_type=Path, file_okay=False, exists=True), help="Folder of the site.")
def check(lang: str | None, form: str, strict: bool, root: Path | None) -> None:
    """Check content/ and data/ and tell every problem with file, line and remedy."""
    loaded = load_site(find_root(root))
    problems = check_site(loaded)
    words = catalogue(lang or (loaded.site.languages[0] if loaded.site else LANGUAGES[0]))
    if problems or form != "text":
        click.echo(FORMS[form](problems, words))
    if form == "text":
        message = words.ngettext("{count} problem", "{count} problems", len(problems)).format(count=len(problems))
        click.echo(message if problems else words.gettext("No problems found."), err=bool(problems))
    failing = [problem for problem in problems if strict or problem.severity is Severity.ERROR]
    sys.exit(1 if failing else 0)


@main.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False, exists=True))
@click.option("--lang", type=click.Choice(LANGUAGES), envvar="PLANSSI_LANG", help="Language of the messages.")
@click.option("--root", type=click.Path(path_type=Path, file_okay=False, exists=True), help="Folder of the site.")
def verify(folder: Path, lang: str | None, root: Path | None) -> None:
    """Check that FOLDER holds every page that the content says there must be, whatever builder made it."""
    site = load_site(find_root(root)).site
    words = catalogue(lang or (site.languages[0] if site else LANGUAGES[0]))
    pages = PageTree(site).pages if site else ()
    missing = [page.path for page in pages if not (folder / page.path).is_file()]
    for path in missing:
        click.echo(words.gettext("The built site lacks the page {path}.").format(path=path))
    sys.exit(1 if missing or not pages else 0)


def find_root(given: Path | None) -> Path:
    """Return the folder of the site: the given one, or the nearest with `data/site.yaml` from here upwards."""
    if given:
        return given.resolve()
    here = Path.cwd().resolve()
    for folder in (here, *here.parents):
        if (folder / "data" / "site.yaml").is_file():
            return folder
    raise click.UsageError("No data/site.yaml here or above. Go to the folder of the site, or give --root.")
