"""Commands that look at the content: `planssi check`, `explain`, `figures` and `verify`."""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from urllib.parse import urljoin

import click

from ..checks import check_site
from ..guide import PAGES, Guide, as_plain, nearest
from ..loader import load_site
from ..localizer import Localizer, catalogue
from ..messages import RULES
from ..pages import PageTree
from ..reports import FORMS
from ..source import Severity
from ..verification import misplaced_words, missing_pages
from .here import LANGUAGES, command, find_root, of_site, readable_site, speaking


@click.command()
@speaking
@click.option("--format", "form", type=click.Choice(list(FORMS)), default="text", help="Form of the output.")
@click.option("--strict", is_flag=True, help="Fail on warnings, too.")
@click.option("--all", "thorough", is_flag=True, help="Ask of recorded texts, too, in which language they are.")
@of_site
def check(lang: str | None, form: str, strict: bool, thorough: bool, root: Path | None) -> None:
    """Check content/ and data/ and tell every problem with file, line and remedy."""
    # What a short run makes lives to its end; looking for rubbish meanwhile takes a fifth of its time.
    gc.disable()
    folder = find_root(root)
    loaded = load_site(folder)
    problems = check_site(loaded, thorough)
    first, repository = (
        (loaded.site.languages[0], loaded.site.facts.repository) if loaded.site else (LANGUAGES[0], None)
    )
    guide = Guide(lang or first, help_address(folder, repository))
    if problems or form != "text":
        click.echo(FORMS[form](problems, guide))
    if form == "text" and problems:
        words, code = guide.words, problems[0].code
        click.echo(
            words.ngettext("{count} problem", "{count} problems", len(problems)).format(count=len(problems)), err=True
        )
        hint = words.gettext("What a message means and how to mend it: {command}")
        click.echo(hint.format(command=f"{command()} explain {code}"), err=True)
    elif form == "text":
        click.echo(guide.words.gettext("No problems found."))
    failing = [problem for problem in problems if strict or problem.severity is Severity.ERROR]
    sys.exit(1 if failing else 0)


@click.command()
@click.argument("code", required=False)
@click.option("--lang", type=click.Choice(LANGUAGES), envvar="PLANSSI_LANG", help="Language of the page.")
def explain(code: str | None, lang: str | None) -> None:
    """Explain what the CODE of a message means, with a wrong and a right example; without a CODE, list them all."""
    guide = Guide(lang or first_language())
    if code is None:
        click.echo(guide.listing())
    elif code in RULES:
        click.echo(as_plain(guide.page(code)))
    else:
        near = nearest(code)
        suggestion = guide.words.gettext(" (did you mean '{name}'?)").format(name=near) if near else ""
        unknown = guide.words.gettext(
            "There is no code '{code}'{suggestion}. Without a code, this command lists them all."
        )
        click.echo(unknown.format(code=code, suggestion=suggestion), err=True)
        sys.exit(2)


@click.command()
@click.argument("plan", required=False)
@speaking
@of_site
def figures(plan: str | None, lang: str | None, root: Path | None) -> None:
    """List what texts of PLAN (region/plan) can refer to, and how each language says it; without PLAN, of the site."""
    site = readable_site(find_root(root), lang)
    plans = {known.id: known for known in site.plans}
    if plan is not None and plan not in plans:
        unknown = catalogue(lang or site.languages[0]).gettext("There is no plan '{name}'. These exist: {known}.")
        click.echo(unknown.format(name=plan, known=", ".join(plans)), err=True)
        sys.exit(2)
    owner = plans[plan] if plan else site
    units = {unit.id: unit for unit in site.units}
    localizers = [Localizer(language) for language in site.facts.languages]
    for name, figure in sorted(owner.figures.items()):
        shown = " | ".join(localizer.figure(figure, units) for localizer in localizers)
        click.echo(f"{{{{ {name} }}}}  {shown}")


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False, exists=True))
@speaking
@of_site
def verify(folder: Path, lang: str | None, root: Path | None) -> None:
    """Check that FOLDER holds every page that there must be, in its language, whatever builder made it."""
    site = load_site(find_root(root)).site
    words = catalogue(lang or (site.languages[0] if site else LANGUAGES[0]))
    pages = PageTree(site).pages if site else ()
    missing = missing_pages(folder, [page.path for page in pages])
    for path in missing:
        click.echo(words.gettext("The built site lacks the page {path}.").format(path=path))
    present = [page.path for page in pages if page.path not in missing]
    misplaced = tuple(misplaced_words(folder, present, site)) if site else ()
    for found in misplaced:
        message = words.gettext(
            "On the page {path}, in the language '{language}', this seems to be in the language '{found}': “{text}”"
        )
        click.echo(message.format(path=found.page, language=found.language, found=found.found, text=found.text))
    sys.exit(1 if missing or misplaced or not pages else 0)


def first_language() -> str:
    """Return the first language of the site here, or of the messages where there is no site."""
    try:
        site = load_site(find_root(None)).site
    except click.UsageError:
        site = None
    return site.languages[0] if site else LANGUAGES[0]


def help_address(root: Path, repository: str | None) -> str | None:
    """Return where the pages of help can be read: known when the site's repository holds the package, too.

    The site knows under which address its files are edited; GitHub and GitLab show them at `blob` in place of `edit`.
    """
    if not repository or not PAGES.is_relative_to(root):
        return None
    return urljoin(repository.replace("/edit/", "/blob/"), f"{PAGES.relative_to(root).as_posix()}/")
