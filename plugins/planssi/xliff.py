"""The translator's parcel as XLIFF 2, which translators' programs read and write.

Flows in: a `Parcel`, or the bytes of one that comes back. Flows out: the other one.

Written is what XLIFF 2.0 knows (OASIS standard, 5 August 2014), so that programs of later versions read it, too. What
must not be touched (references to facts, links, emphasis) is an inline code. Read is what programs make of it: moved
attributes, texts cut into several segments, elements of their own.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from itertools import groupby
from xml.parsers import expat

from .localizer import Catalogue
from .parcel import LINK, OUTSIDE, STRONG, CannotReadParcelError, Entry, Fault, Parcel, Return, Returned, sister_link
from .prose import FIGURE
from .source import Source

CORE = "urn:oasis:names:tc:xliff:document:2."
"""Beginning of the namespaces of XLIFF 2.0, 2.1 and 2.2."""
NAMESPACE = f"{CORE}0"
GLOSSARY = "urn:oasis:names:tc:xliff:glossary:2.0"
CHECKED = {"reviewed", "final"}
"""States by which a translator says that a text is right."""
CODE = re.compile(f"{FIGURE.pattern}|{LINK.pattern}|{STRONG.pattern.replace('words', 'strong')}")


def write(parcel: Parcel, words: Catalogue) -> bytes:
    """Return a parcel as an XLIFF document; the same parcel gives the same bytes.

    Args:
        parcel: What is to be translated.
        words: The catalogue for what is told to the translator.
    """
    languages = {code: parcel.locales.get(code, code) for code in (parcel.source, parcel.target)}
    root = ET.Element(
        "xliff",
        {
            "xmlns": NAMESPACE,
            "xmlns:gls": GLOSSARY,
            "version": "2.0",
            "srcLang": languages[parcel.source],
            "trgLang": languages[parcel.target],
        },
    )
    for number, (path, entries) in enumerate(groupby(parcel.entries, lambda entry: entry.at.path), 1):
        file = ET.SubElement(root, "file", {"id": f"f{number}", "original": path, "canResegment": "no"})
        file.set("xml:space", "preserve")
        for entry in entries:
            _unit(file, entry, parcel, words)
    _lay_out(root)
    document: bytes = ET.tostring(root, "utf-8", xml_declaration=True)
    return document + b"\n"


def read(data: bytes, name: str) -> Return:
    """Return the texts of an XLIFF document.

    Raises:
        CannotReadParcelError: When it is damaged or something else.
    """
    try:
        lines = _unit_lines(data)
        root = ET.fromstring(data)
    except (expat.ExpatError, ET.ParseError) as error:
        line, column = getattr(error, "lineno", 1), getattr(error, "offset", 0) + 1
        raise CannotReadParcelError(Fault(Source(name, line, column), "damaged")) from None
    except _Doctype as found:
        raise CannotReadParcelError(Fault(Source(name, found.line), "doctype")) from None
    languages = [root.get(attribute, "").partition("-")[0].lower() for attribute in ("srcLang", "trgLang")]
    if not root.tag.startswith(f"{{{CORE}") or _name(root) != "xliff" or not all(languages):
        raise CannotReadParcelError(Fault(Source(name), "not-xliff"))
    units = [element for element in root.iter() if _name(element) == "unit" and element.tag.startswith(f"{{{CORE}")]
    texts = [_returned(unit, Source(name, line)) for unit, line in zip(units, lines, strict=True)]
    return Return(languages[0], languages[1], tuple(texts))


def _unit(file: ET.Element, entry: Entry, parcel: Parcel, words: Catalogue) -> None:
    unit = ET.SubElement(file, "unit", {"id": entry.key, "name": entry.context})
    if entry.terms:
        glossary = ET.SubElement(unit, "gls:glossary")
        for term, translation in entry.terms:
            known = ET.SubElement(glossary, "gls:glossEntry")
            ET.SubElement(known, "gls:term").text = term
            ET.SubElement(known, "gls:translation").text = translation
    notes = ET.SubElement(unit, "notes")
    for category, note in entry.notes(words).items():
        ET.SubElement(notes, "note", {"category": category}).text = note
    codes = _Codes(entry, parcel)
    state = "translated" if entry.settled else "initial"
    segment = ET.Element("segment", {"state": state})
    codes.put(ET.SubElement(segment, "source"), entry.source, first=True)
    if entry.old:
        codes.put(ET.SubElement(segment, "target"), entry.old)
    if codes.data:
        original = ET.SubElement(unit, "originalData")
        for id, text in codes.data.items():
            ET.SubElement(original, "data", {"id": id}).text = text
    unit.append(segment)


class _Codes:
    """The inline codes of one unit."""

    def __init__(self, entry: Entry, parcel: Parcel) -> None:
        self.data: dict[str, str] = {}
        self.parcel = parcel
        self.targets: dict[str, list[str]] = {}
        """Where the links of the translation so far lead, by what they share with the source's."""
        for match in LINK.finditer(entry.old):
            self.targets.setdefault(self._page(match["target"]), []).append(match["target"])
        self.known: dict[str, list[str]] = {}
        """Ids of the codes of the source that the translation has not used yet, by what they do."""
        self.count = 0

    def put(self, element: ET.Element, text: str, first: bool = False) -> None:
        """Put a text into an element, with codes; `first` tells that it is the source."""
        last: ET.Element | None = None
        end = 0
        for match in CODE.finditer(text):
            _add(element, last, text[end : match.start()])
            end = match.end()
            if match["name"] is not None:
                last = ET.SubElement(element, "ph", {"id": self._id(match[0], first), "disp": match[0]})
                last.set("dataRef", self._data(match[0]))
                last.set("canDelete", "no")
            else:
                inside = match["words"] if match["target"] is not None else match["strong"]
                before, _, after = match[0].partition(inside) if inside else ("[", "", match[0][1:])
                kind = self._page(match["target"]) if match["target"] is not None else before
                last = ET.SubElement(element, "pc", {"id": self._id(kind, first)})
                last.set("type", "link" if match["target"] is not None else "fmt")
                last.set("dataRefStart", self._data(before))
                last.set("dataRefEnd", self._data(after))
                if match["target"] is not None and first:
                    self._twin(self._data(after), after, match["target"])
                self.put(last, inside, first)
        _add(element, last, text[end:])

    def _id(self, kind: str, first: bool) -> str:
        """Return the id of a code; one of the translation has the id of the source's that does the same."""
        if not first and self.known.get(kind):
            return self.known[kind].pop(0)
        self.count += 1
        id = str(self.count)
        if first:
            self.known.setdefault(kind, []).append(id)
        return id

    def _data(self, text: str) -> str:
        """Return the id of what a code stands for."""
        for id, known in self.data.items():
            if known == text and not id.endswith(TWIN):
                return id
        id = f"d{len(self.data) + 1}"
        self.data[id] = text
        return id

    def _twin(self, id: str, after: str, target: str) -> None:
        """Note where a link of the source leads in the translation, if that is another place."""
        there = self.targets.get(self._page(target))
        twin = there.pop(0) if there else sister_link(target, self.parcel.source, self.parcel.target)
        if twin != target:
            self.data.setdefault(f"{id}{TWIN}", after.replace(target, twin))

    def _page(self, target: str) -> str:
        """Return what a link and its translation share: the page, or that it leads outside."""
        for language in (self.parcel.source, self.parcel.target):
            target = sister_link(target, language, "*")
        page = target.partition("#")[0]
        return page if page.endswith(".md") else OUTSIDE


TWIN = "-t"
"""End of the id of what a code of the source stands for when a translation takes it over."""


def _add(element: ET.Element, last: ET.Element | None, text: str) -> None:
    """Add words to an element, after its last child."""
    if last is None:
        element.text = (element.text or "") + text
    else:
        last.tail = (last.tail or "") + text


def _lay_out(element: ET.Element, depth: int = 1) -> None:
    """Put every element on a line of its own, but nothing between the words of a text."""
    if element.tag in ("source", "target", "data", "note") or not len(element):
        return
    element.text = "\n" + " " * depth
    for child in element:
        _lay_out(child, depth + 1)
        child.tail = "\n" + " " * depth
    child.tail = "\n" + " " * (depth - 1)


class _Doctype(Exception):  # noqa: N818 (it stops the reading, and is not told)
    """The document has a type of its own, which may hold anything."""

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line


def _unit_lines(data: bytes) -> list[int]:
    """Return the line of each unit; refuses a document with a type of its own before anything of it is unfolded."""
    lines: list[int] = []
    parser = expat.ParserCreate()

    def start(name: str, attributes: Mapping[str, str]) -> None:
        if name.rpartition(":")[2] == "unit":
            lines.append(parser.CurrentLineNumber)

    def doctype(*_: object) -> None:
        raise _Doctype(parser.CurrentLineNumber)

    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = doctype
    parser.Parse(data, True)
    return lines


def _returned(unit: ET.Element, at: Source) -> Returned:
    data = {element.get("id", ""): _plain(element, {}) for element in unit.iter() if _name(element) == "data"}
    segments = [child for child in unit if _name(child) in ("segment", "ignorable")]
    parts = []
    translated = False
    for segment in segments:
        found = {_name(child): child for child in segment}
        translated = translated or ("target" in found and _name(segment) == "segment")
        # What stands between segments is often not said again.
        part = found.get("target", found.get("source") if _name(segment) == "ignorable" else None)
        parts.append("" if part is None else _plain(part, data))
    states = {segment.get("state") for segment in segments if _name(segment) == "segment"}
    words = "".join(parts) if translated else ""
    return Returned(unit.get("id", ""), at, words.strip(), bool(states) and states <= CHECKED)


def _plain(element: ET.Element, data: Mapping[str, str]) -> str:
    """Return the words of a text, its codes replaced by what they stand for."""
    return (element.text or "") + "".join(f"{_said(child, data)}{child.tail or ''}" for child in element)


def _said(element: ET.Element, data: Mapping[str, str]) -> str:
    def stands_for(attribute: str, shown: str) -> str:
        id = element.get(attribute, "")
        return data.get(f"{id}{TWIN}", data.get(id, element.get(shown, "")))

    match _name(element):
        case "cp":
            return chr(int(element.get("hex", "FFFD"), 16))
        case "ph" | "sc" | "ec":
            return stands_for("dataRef", "disp")
        case "pc":
            return stands_for("dataRefStart", "dispStart") + _plain(element, data) + stands_for("dataRefEnd", "dispEnd")
        case "mrk":
            return _plain(element, data)
    return ""


def _name(element: ET.Element) -> str:
    """Return the name of an element without its namespace."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
