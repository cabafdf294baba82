"""Markdown that editors write: what is in it, and its HTML.

Flows in: the body of a Markdown file. Flows out: HTML, or a list of what the text refers to, with places.

Besides Markdown a text may hold three things: a line of its own that places a block (`::: risks`, `::: measures id`,
`::: source document/place`), a reference to a fact (`{{ budget.total }}`), and words in another language
(`[Framtidens social- och hälsocentral]{lang=sv}`, as in Pandoc). HTML is shown as it is written.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from babel import Locale
from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.toc import TocExtension
from markdown.inlinepatterns import InlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

FENCE = re.compile(r"\s{0,3}(```+|~~~+)")
DIRECTIVE = re.compile(r"::: *(?P<name>\S+)(?P<rest>[^\n]*)$")
FIGURE = re.compile(r"\{\{ *(?P<name>[^{}]*?) *\}\}")
HEADING = re.compile(r"(?P<marks>#{1,6})\s*[^#\s]")
SPAN = re.compile(r"\[(?P<words>(?:[^\[\]]|\[[^\[\]]*\](?:\([^)\s]*\))?)+)\]\{(?P<said>[^{}\n]*)\}")
"""Words and what is said of them: `[Framtidens social- och hälsocentral]{lang=sv}`. The words may hold a link."""
LANG = re.compile(r"lang=(?P<language>[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)$")
LINK = re.compile(
    r"\[(?:[^\[\]]|\[[^\[\]]*\]\{[^{}]*\})*\]\((?P<target>[^)\s]*)[^)]*\)"
    r"|^ {0,3}\[[^\]\n]+\]:[ \t]*(?P<other>\S+)",
    re.MULTILINE,
)
STRAY = re.compile(r"[\s>*+-]*(?P<text>:::.*|\|.*\|\s*$)")
ITEM = re.compile(r"[ \t]*(?:[-*+]|\d+[.)])[ \t]+(?=\S)")
QUOTE = re.compile(r" {0,3}> ?")
TAG = re.compile(r"<(?!https?://|[^\s<>@]+@)/?[a-zA-Z][^>\n]*>|<!--")


BUILT_IN = {"contact": False, "overview": True, "source": True, "sources": True, "status": False}
"""Directives that are not kinds of facts, and whether they need a plan: who to write to, the measures in short, the
place of a passage in the source, the list of source documents, and the state of the texts in each language."""


@dataclass(frozen=True)
class Mention:
    """Something a text refers to, and where: a heading, block, figure, link, language or HTML tag."""

    kind: str
    """`heading`, `block`, `figure`, `link`, `html`, `mark` for what is said of the words in brackets before it, or
    `stray` for a notation that stands where it means nothing."""
    text: str
    line: int
    column: int


def mentions(body: str, first_line: int = 1) -> list[Mention]:
    """Return what a text refers to, in its order; code is passed over."""
    lines = _without_code(body)
    found = [*_of_lines(lines, first_line), *_of_text(lines, first_line)]
    return sorted(found, key=lambda mention: (mention.line, mention.column))


def placed(body: str) -> frozenset[str]:
    """Return the kinds of the blocks that a text places."""
    return frozenset(mention.text.split()[0] for mention in mentions(body) if mention.kind == "block" and mention.text)


@dataclass(frozen=True)
class Piece:
    """A part of a text that is translated as a whole: a heading, a paragraph, an item of a list, a quotation.

    A line that places a block and a listing of code are pieces, too; they are the same in every language.
    """

    form: str
    """What it is, without its words: `##`, `paragraph`, `item`, `quotation`, `code`, or the whole directive."""
    text: str
    """Its words as they are written, without the sign of a heading, an item or a quotation; lines end with \\n."""
    line: int
    """Line on which it begins."""
    column: int
    """Column in which its words begin."""
    end: int
    """Line after its last one."""

    @property
    def worded(self) -> bool:
        """Whether it holds words of its language."""
        return self.form != "code" and not self.form.startswith(":::")


def pieces(body: str, first_line: int = 1) -> list[Piece]:
    """Return the pieces of a text, in its order."""
    found: list[Piece] = []
    open_piece = fenced = False
    for number, line in enumerate(body.split("\n"), first_line):
        if fenced:
            found[-1] = _longer(found[-1], line, number)
            fenced = not FENCE.match(line)
            open_piece = False
        elif FENCE.match(line):
            found.append(Piece("code", line, number, 1, number + 1))
            fenced = True
        elif not line.strip():
            open_piece = False
        elif directive := DIRECTIVE.match(line):
            form = " ".join([":::", directive["name"], *directive["rest"].split()])
            found.append(Piece(form, "", number, 1, number + 1))
            open_piece = False
        elif heading := re.match(r"(#{1,6})\s*", line):
            text = line[heading.end() :].rstrip("# \t")
            found.append(Piece(heading[1], text, number, heading.end() + 1, number + 1))
            open_piece = False
        elif item := ITEM.match(line):
            found.append(Piece("item", line[item.end() :], number, item.end() + 1, number + 1))
            open_piece = True
        elif open_piece:
            found[-1] = _longer(found[-1], line, number)
        else:
            quote = QUOTE.match(line)
            start = quote.end() if quote else len(line) - len(line.lstrip())
            found.append(Piece("quotation" if quote else "paragraph", line[start:], number, start + 1, number + 1))
            open_piece = True
    return found


def _longer(piece: Piece, line: str, number: int) -> Piece:
    more = QUOTE.sub("", line) if piece.form == "quotation" else line
    return replace(piece, text=f"{piece.text}\n{more}", end=number + 1)


def _of_lines(lines: list[str], first_line: int) -> Iterator[Mention]:
    """Yield what is told line by line: headings, and notations of ours."""
    for number, line in enumerate(lines, first_line):
        if heading := HEADING.match(line):
            yield Mention("heading", heading["marks"], number, 1)
        if directive := DIRECTIVE.match(line):
            yield Mention("block", " ".join([directive["name"], *directive["rest"].split()]), number, 1)
        elif stray := STRAY.match(line):
            yield Mention("stray", stray["text"], number, stray.start("text") + 1)


def _of_text(lines: list[str], first_line: int) -> Iterator[Mention]:
    """Yield what may go on over the end of a line: references to facts, links, languages, HTML."""
    text = "\n".join("" if DIRECTIVE.match(line) else line for line in lines)
    for kind, pattern in (("figure", FIGURE), ("link", LINK), ("mark", SPAN), ("html", TAG)):
        for match in pattern.finditer(text):
            names = match.groupdict()
            said = next((value for value in names.values() if value is not None), match[0])
            start = match.start("said") if kind == "mark" else match.start()
            yield Mention(kind, match["said"] if kind == "mark" else said, *_place_in(text, start, first_line))


def _place_in(text: str, start: int, first_line: int) -> tuple[int, int]:
    """Return the line and column of a place in a text."""
    return first_line + text.count("\n", 0, start), start - text.rfind("\n", 0, start)


def language_of(mark: str) -> str | None:
    """Return the code in `lang=sv`, or None if this is something else or no language has that code."""
    match = LANG.match(mark)
    known = match and match["language"].partition("-")[0] in Locale("en").languages
    return match["language"] if match and known else None


def _without_code(body: str) -> list[str]:
    """Return the lines of a text with its code blanked out, so that places stay right."""
    fence = ""
    lines = []
    for line in body.split("\n"):
        marker = FENCE.match(line)
        if marker and (not fence or marker[1].startswith(fence)):
            fence = "" if fence else marker[1]
            lines.append("")
        elif fence:
            lines.append("")
        else:
            lines.append(re.sub(r"`[^`]*`", lambda match: " " * len(match[0]), line))
    return lines


@dataclass(frozen=True)
class Scene:
    """What a text needs to become HTML: how to show a block, a figure and a link."""

    block: Callable[[str, tuple[str, ...]], str]
    """Name and arguments of a directive → HTML."""
    figure: Callable[[str], str]
    """Name of a fact → text."""
    link: Callable[[str], str]
    """Target as it is written → address."""
    address: Callable[[str], str] = lambda target: ""
    """Target as it is written → whole address of a page of this site, for paper; empty for everything else."""


def to_html(body: str, scene: Scene) -> str:
    """Return the HTML of a Markdown text."""
    markdown = Markdown(
        output_format="html", extensions=["sane_lists", "fenced_code", TocExtension(slugify=_anchor), _Planssi(scene)]
    )
    return str(markdown.convert(body))


def inline(text: str, figure: Callable[[str], str]) -> str:
    """Return a short text with its references to facts filled in; everything else stays as it is written."""
    return FIGURE.sub(lambda match: figure(match["name"]), text)


def _anchor(text: str, separator: str) -> str:
    plain = text.casefold().translate(str.maketrans("åäöé", "aaoe"))
    return re.sub(r"[^a-z0-9]+", separator, plain).strip(separator)


class _Planssi(Extension):
    """The two notations of ours, and Markdown without HTML."""

    def __init__(self, scene: Scene) -> None:
        super().__init__()
        self.scene = scene

    def extendMarkdown(self, md: Markdown) -> None:
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        # Headings begin with # and code stands between fences: one way each, so that `mentions` sees what readers see.
        md.parser.blockprocessors.deregister("setextheader")
        md.parser.blockprocessors.deregister("code")
        md.preprocessors.register(_Directives(md, self.scene), "planssi-directives", 26)
        md.inlinePatterns.register(_Figures(self.scene), "planssi-figures", 185)
        md.inlinePatterns.register(_Spans(SPAN.pattern), "planssi-spans", 165)
        md.treeprocessors.register(_Links(md, self.scene), "planssi-links", 1)


class _Directives(Preprocessor):
    """Replaces a directive's line by the HTML of its block, out of Markdown's reach."""

    def __init__(self, md: Markdown, scene: Scene) -> None:
        super().__init__(md)
        self.scene = scene

    def run(self, lines: list[str]) -> list[str]:
        result = []
        fence = ""
        for line in lines:
            marker = FENCE.match(line)
            if marker and (not fence or marker[1].startswith(fence)):
                fence = "" if fence else marker[1]
            directive = None if fence else DIRECTIVE.match(line)
            if directive:
                html = self.scene.block(directive["name"], tuple(directive["rest"].split()))
                result += ["", self.md.htmlStash.store(html), ""]
            else:
                result.append(line)
        return result


class _Figures(InlineProcessor):
    """Replaces a reference by the fact's text."""

    def __init__(self, scene: Scene) -> None:
        super().__init__(FIGURE.pattern)
        self.scene = scene

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[ET.Element, int, int]:  # type: ignore[override]
        element = ET.Element("span", {"class": "plan-figure"})
        element.text = AtomicString(self.scene.figure(m["name"]))
        return element, m.start(0), m.end(0)


class _Spans(InlineProcessor):
    """Gives words in another language their `lang`."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[ET.Element | None, int | None, int | None]:  # type: ignore[override]
        language = language_of(m["said"])
        if language is None:
            return None, None, None
        element = ET.Element("span", {"lang": language})
        element.text = m["words"]
        return element, m.start(0), m.end(0)


class _Links(Treeprocessor):
    """Turns links to files into links to pages, and says what paper needs: a whole address, unless it is there."""

    def __init__(self, md: Markdown, scene: Scene) -> None:
        super().__init__(md)
        self.scene = scene

    def run(self, root: ET.Element) -> None:
        for element in root.iter("a"):
            target = element.get("href", "")
            element.set("href", self.scene.link(target))
            if address := self.scene.address(target):
                element.set("data-address", address)
            elif element.text == target:
                element.set("class", "plan-address")
