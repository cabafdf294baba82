"""The adapter: MkDocs events → the rooms of Planssi. The only module that imports MkDocs.

MkDocs gives the loop, the live preview and the theme; what a page holds comes from `renderer`, what stands around it
from `view`. Every language comes out of one build: each page has its own context, and nothing global changes.
"""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import Literal

from jinja2 import Environment, pass_context
from jinja2.runtime import Context
from markupsafe import Markup
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils.templates import TemplateContext

from .acceptance import LOCK
from .behind import Overdue
from .checks import check_site
from .downloads import Bundles, Download, bundles, downloads_of
from .emblem import emblem
from .feeds import feeds
from .loader import load_site
from .localizer import Localizer, catalogue
from .messages import as_line
from .page import Page
from .pages import STATUS, PageTree
from .periods import day_of_epoch
from .renderer import Renderer
from .source import Problem, Severity
from .status import as_json, status
from .view import View

log = get_plugin_logger(__name__)

OWN_ASSETS = "assets/planssi/"
"""Files below this folder of the theme are published; the theme's own scripts, styles and fonts are not."""


WAITING = ("translation-behind", "translation-not-recorded")
"""Codes of problems with which a page is published all the same."""


class PlanssiConfig(Config):  # type: ignore[no-untyped-call]
    """Options in `mkdocs.yml`."""

    language = config_options.Optional(config_options.Type(str))
    """Language of the messages to the editor; the site's first language when absent."""
    preview = config_options.Type(bool, default=False)
    """Whether the site is a preview that search engines should stay away from."""


class PlanssiPlugin(BasePlugin[PlanssiConfig]):  # type: ignore[no-untyped-call]
    """Publishes the plans in `content/` with the facts in `data/`."""

    def __init__(self) -> None:
        self.serving = False
        self.tree: PageTree | None = None
        self.problems: tuple[Problem, ...] = ()

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember whether this is a live preview. Its being here at all keeps the plugin alive between builds."""
        self.serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Load and check everything before MkDocs empties the folder of the old site."""
        root = Path(config.config_file_path).parent
        config.watch.append(str(root / "data"))
        config.theme.static_templates.discard("404.html")
        loaded = load_site(root)
        self.problems = check_site(loaded)
        first = loaded.site.languages[0] if loaded.site else "fi"
        self.words = catalogue(self.config.language or first)
        self._report()
        errors = [problem for problem in self.problems if problem.severity is Severity.ERROR]
        if not config.site_url:
            raise PluginError(self.words.gettext("Give the address of the site in mkdocs.yml, as site_url."))
        if loaded.site is not None and not errors:
            self.tree = PageTree(loaded.site, f"{config.site_url.rstrip('/')}/")
        elif not self.serving or self.tree is None:
            stop = self.words.ngettext("{count} problem", "{count} problems", len(errors)).format(count=len(errors))
            kept = self.words.gettext("The site was not built; the old one is as it was.")
            raise PluginError(f"{stop}. {kept}")
        self.status = status(self.tree.site)
        self.renderers = self._renderers(self.tree)
        self.overdue = Overdue(self.tree.site)
        self.downloads: dict[Page, tuple[Download, ...]] = {}
        self.bundles: Bundles = {}
        return config

    def _report(self) -> None:
        for problem in self.problems:
            level = log.error if problem.severity is Severity.ERROR else log.warning
            # A strict build stops at warnings; a translation that waits stops no page, which says so to its reader.
            level = log.info if problem.code in WAITING else level
            level(as_line(problem, self.words))

    def _renderers(self, tree: PageTree) -> dict[str, Renderer]:
        languages = tree.site.facts.languages
        today = self._today()
        return {language.code: Renderer(tree.site, Localizer(language), today, self.status) for language in languages}

    def _today(self) -> date | None:
        """Return the day that whoever builds gives for the site, as seconds since 1970; None for that of the content.

        See https://reproducible-builds.org/specs/source-date-epoch/.
        """
        given = os.environ.get("SOURCE_DATE_EPOCH")
        if not given:
            return None
        try:
            return day_of_epoch(given)
        except ValueError:
            wrong = self.words.gettext("SOURCE_DATE_EPOCH must be a whole number of seconds, but it is '{value}'.")
            raise PluginError(wrong.format(value=given)) from None

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Put our pages in the place of the files that they are made of."""
        for file in list(files):
            foreign = file.src_uri.startswith("assets/") and not file.src_uri.startswith(OWN_ASSETS)
            if foreign or file.src_uri.endswith((".md", ".yaml", ".csv", LOCK)):
                files.remove(file)
        for page in self._tree.pages:
            file = File.generated(config, f"{page.path.removesuffix('.html')}.md", content="")
            file.dest_uri, file.url = page.path, page.url
            files.append(file)
        files.append(File.generated(config, f"{OWN_ASSETS}eu-emblem.svg", content=emblem()))
        files.append(File.generated(config, STATUS, content=as_json(self.status)))
        for address, feed in feeds(self._tree, self._localizers, self.config.preview):
            files.append(File.generated(config, address, content=feed))
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Date the pages by their content, so that the same content gives the same bytes."""
        for page in nav.pages:
            page.update_date = self._page(page).updated.isoformat()
        return nav

    def on_page_content(self, html: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        """Give MkDocs the body of the page."""
        own = self._page(page)
        page.title = own.title
        renderer = self.renderers[own.language]
        body = renderer.page(own, self._tree)
        self.downloads[own] = downloads_of(own, body, self._tree.site.units, renderer.localizer)
        for download in self.downloads[own]:
            files.append(File.generated(config, download.address, content=download.content))
        return body

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Publish the tables of each plan, and let the theme's templates speak the language of their page."""
        self.bundles = bundles(self.downloads, self._tree, self._localizers)
        for download in self.bundles.values():
            files.append(File.generated(config, download.address, content=download.content))

        @pass_context
        def gettext(context: Context, message: str) -> str:
            return str(context["view"].localizer.gettext(message))

        @pass_context
        def ngettext(context: Context, one: str, many: str, count: int) -> str:
            return str(context["view"].localizer.ngettext(one, many, count))

        # MkDocs does not escape; with this, nothing that an editor wrote can become markup in the frame either.
        env.autoescape = True
        env.trim_blocks = env.lstrip_blocks = True
        env.add_extension("jinja2.ext.i18n")
        env.policies["ext.i18n.trimmed"] = True
        env.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
        return env

    def on_page_context(
        self, context: TemplateContext, *, page: MkDocsPage, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Hand the frame its view of the page."""
        own = self._page(page)
        view = View(
            page=own,
            tree=self._tree,
            localizers=self._localizers,
            body=Markup(page.content or ""),
            preview=self.config.preview,
            behind=self.overdue.of(own),
            finish=self.renderers[own.language].finish,
            tables=self.downloads[own],
            bundle=self.bundles.get((own.plan.id, own.language)) if own.plan else None,
            problems=tuple(problem for problem in self.problems if problem.code not in WAITING),
        )
        context["view"] = view  # type: ignore[typeddict-unknown-key]
        return context

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """Hand `sitemap.xml` the pages."""
        context["tree"] = self._tree  # type: ignore[typeddict-unknown-key]
        return context

    @property
    def _tree(self) -> PageTree:
        assert self.tree is not None, "on_config comes first"
        return self.tree

    @property
    def _localizers(self) -> dict[str, Localizer]:
        return {code: renderer.localizer for code, renderer in self.renderers.items()}

    def _page(self, page: MkDocsPage) -> Page:
        return self._tree.of_path(page.file.dest_uri)
