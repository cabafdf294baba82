"""Reading YAML and Markdown files: values in, values and places out."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from planssi.reader import (
    MAX_BYTES,
    MAX_DEPTH,
    Placed,
    key_place,
    parse_yaml,
    place_inside,
    place_of,
    read_text,
    read_yaml,
    split_front_matter,
    walk,
)
from planssi.source import Problem, Source


def found(problems: tuple[Problem, ...]) -> list[tuple[int, int, str]]:
    """Return line, column and code of each problem."""
    return [(problem.at.line, problem.at.column, problem.code) for problem in problems]


def written(tmp_path: Path, raw: bytes, name: str = "file.yaml") -> Path:
    """Write a file and return its path."""
    path = tmp_path / name
    path.write_bytes(raw)
    return path


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("no", "no"),
        ("yes", "yes"),
        ("on", "on"),
        ("off", "off"),
        ("y", "y"),
        ("NO", "NO"),
        ("1_000", "1_000"),
        ("1 000", "1 000"),
        ("1,5", "1,5"),
        ("12:30:00", "12:30:00"),
        ("5.3.2026", "5.3.2026"),
        ("2026-03-05", "2026-03-05"),
        ("2026-13-45", "2026-13-45"),
        ("=", "="),
        ('"12"', "12"),
        ("'true'", "true"),
        ('"null"', "null"),
        ('""', ""),
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("0", 0),
        ("12", 12),
        ("-5", -5),
        ("+5", 5),
        ("76000", 76000),
        ("1.50", Decimal("1.50")),
        ("-0.1", Decimal("-0.1")),
        ("0.30000000000000004", Decimal("0.30000000000000004")),
    ],
)
def test_scalar(text: str, value: object) -> None:
    """A plain word is what YAML 1.2 says: only true, false, null and decimal numbers are more than a text."""
    reading = parse_yaml(f"key: {text}\n", "file.yaml")
    assert reading.problems == ()
    assert (type(reading.data["key"]), reading.data["key"]) == (type(value), value)


@pytest.mark.parametrize(
    "text",
    [
        "True",
        "FALSE",
        "Null",
        "0123",
        "00100",
        "0o17",
        "0x1F",
        "1e3",
        "1.5E-2",
        ".5",
        "1.",
        "+.5",
        ".inf",
        "-.INF",
        ".nan",
        "9999999999999999999",
    ],
)
def test_unclear_scalar(text: str) -> None:
    """A plain word that another program reads as a number, true, false or null is no text here either."""
    reading = parse_yaml(f"key: {text}\n", "file.yaml")
    assert [(str(problem.at), problem.code) for problem in reading.problems] == [("file.yaml:1:6", "yaml-unclear")]
    assert parse_yaml(f'key: "{text}"\n', "file.yaml").problems == ()


def test_decimal_keeps_its_zeros() -> None:
    """1.50 is not 1.5: an amount stays as exact as it is written."""
    assert str(parse_yaml("a: 1.50\n", "file.yaml").data["a"]) == "1.50"


def test_number_of_thousands_of_digits() -> None:
    """A number that Python refuses to make is not a reason to stop reading."""
    assert parse_yaml(f"a: {'9' * 5000}\nb: 1\n", "file.yaml").data["b"] == 1


@pytest.mark.parametrize("word", ["no", "yes", "on", "2024", "1.5", "true", "null", "~"])
def test_key_is_a_text(word: str) -> None:
    """A key stays the word that is written, whatever it looks like."""
    assert list(parse_yaml(f"{word}: x\n", "file.yaml").data) == [word]


@pytest.mark.parametrize("text", ["", "\n\n", "# only a remark\n", "---\n"])
def test_nothing_is_none(text: str) -> None:
    """A file without a value gives None and no problem; what that means is for the loader to say."""
    reading = parse_yaml(text, "file.yaml")
    assert (reading.data, reading.problems) == (None, ())


def test_block_texts() -> None:
    """Texts over several lines keep or fold their line breaks."""
    data = parse_yaml("a: |\n  yksi\n  kaksi\nb: >-\n  yksi\n  kaksi\n", "file.yaml").data
    assert data == {"a": "yksi\nkaksi\n", "b": "yksi kaksi"}


PLACES = "title: {fi: Äiti, sv: Mor}\nrows:\n  - id: ä€\n    price: 5\n  - {id: '€ä', price: 6}\n"


@pytest.mark.parametrize(
    ("path", "line", "column"),
    [
        ((), 1, 1),
        (("title",), 1, 8),
        (("title", "fi"), 1, 13),
        (("title", "sv"), 1, 23),
        (("rows",), 3, 3),
        (("rows", 0), 3, 5),
        (("rows", 0, "id"), 3, 9),
        (("rows", 0, "price"), 4, 12),
        (("rows", 1), 5, 5),
        (("rows", 1, "id"), 5, 10),
        (("rows", 1, "price"), 5, 23),
    ],
)
def test_place_of_a_value(path: tuple[int | str, ...], line: int, column: int) -> None:
    """Lines and columns count from 1, and ä and € count one."""
    data = parse_yaml(PLACES, "file.yaml").data
    assert place_of(data, path) == Source("file.yaml", line, column)


@pytest.mark.parametrize(
    ("path", "line", "column"),
    [
        (("title",), 1, 1),
        (("title", "sv"), 1, 19),
        (("rows", 0, "price"), 4, 5),
        (("rows", 1, "price"), 5, 16),
    ],
)
def test_place_of_a_key(path: tuple[int | str, ...], line: int, column: int) -> None:
    """A problem with a key is shown at the key, not at its value."""
    data = parse_yaml(PLACES, "file.yaml").data
    assert key_place(data, path) == Source("file.yaml", line, column)


@pytest.mark.parametrize(
    ("path", "line", "column"),
    [(("rows", 0, "name"), 3, 5), (("rows", 7), 3, 3), (("name",), 1, 1), (("title", "fi", "x"), 1, 13)],
)
def test_place_of_what_is_absent(path: tuple[int | str, ...], line: int, column: int) -> None:
    """What is not there is shown at the nearest thing around it, also when asked for as a key."""
    data = parse_yaml(PLACES, "file.yaml").data
    assert place_of(data, path) == Source("file.yaml", line, column)
    assert key_place(data, path) == Source("file.yaml", line, column)


def test_place_after_wide_characters() -> None:
    """A character outside the basic plane counts one, too."""
    data = parse_yaml("a: {x: 😀, y: 1}\n", "file.yaml").data
    assert place_of(data, ("a", "y")).column == 14


def test_walk() -> None:
    """Every value is visited once, outermost first."""
    data = parse_yaml("a: [1, {b: 2}]\n", "file.yaml").data
    assert [path for path, _ in walk(data)] == [(), ("a",), ("a", 0), ("a", 1), ("a", 1, "b")]


def test_byte_order_mark(tmp_path: Path) -> None:
    """A byte order mark is not part of the first key and moves no column."""
    reading = read_yaml(written(tmp_path, b"\xef\xbb\xbftitle: x\n"), "file.yaml")
    assert reading.problems == ()
    assert reading.data == {"title": "x"}
    assert place_of(reading.data, ("title",)) == Source("file.yaml", 1, 8)


@pytest.mark.parametrize("ending", [b"\r\n", b"\r"])
def test_line_endings(tmp_path: Path, ending: bytes) -> None:
    """Windows and old Mac line endings are read like line feeds, in values and in places."""
    reading = read_yaml(written(tmp_path, ending.join([b"a: 1", b"b: 2", b"b: 3", b""])), "file.yaml")
    assert found(reading.problems) == [(3, 1, "duplicate-key")]
    reading = read_yaml(written(tmp_path, ending.join([b"a: |", b"  x", b"  y", b"b: 2"])), "file.yaml")
    assert reading.data == {"a": "x\ny\n", "b": 2}
    assert place_of(reading.data, ("b",)).line == 4


@pytest.mark.parametrize(
    ("raw", "line", "column"),
    [
        ("title: Äiti\n".encode("latin-1"), 1, 8),
        ("title: x\nname: {fi: Itä-Uusimaa}\n".encode("latin-1"), 2, 14),
        ("ä: €\nb: ".encode() + b"\xe4\n", 2, 4),
        ("ä€ä: ".encode() + b"\xff\n", 1, 6),
        ("Äiti\n".encode("utf-16"), 1, 1),
    ],
)
def test_not_utf_8(tmp_path: Path, raw: bytes, line: int, column: int) -> None:
    """A file in another encoding is not guessed at; the problem is where its first strange byte is."""
    reading = read_yaml(written(tmp_path, raw), "file.yaml")
    assert reading.data is None
    assert found(reading.problems) == [(line, column, "not-utf-8")]


@pytest.mark.parametrize(
    ("character", "name"),
    [("\x00", "U+0000"), ("\x07", "U+0007"), ("\x0c", "U+000C"), ("\x1b", "U+001B"), ("\x7f", "U+007F")],
)
def test_control_character(tmp_path: Path, character: str, name: str) -> None:
    """An invisible control character is named and placed."""
    raw = f"title: x\nname: ä{character}b\n".encode()
    _, problems = read_text(written(tmp_path, raw), "file.yaml")
    assert found(problems) == [(2, 8, "control-character")]
    assert problems[0].values == {"code": name}


@pytest.mark.parametrize("character", ["\x85", "\u2028", "\u2029"])
def test_invisible_line_break(tmp_path: Path, character: str) -> None:
    """What breaks lines only for YAML, as text from a PDF may, is refused: every later line number would be wrong."""
    raw = f"title: ä{character}b\n".encode()
    _, problems = read_text(written(tmp_path, raw), "file.yaml")
    assert found(problems) == [(1, 9, "control-character")]


@pytest.mark.parametrize("character", ["\ufffe", "\uffff"])
def test_not_a_character(tmp_path: Path, character: str) -> None:
    """What is no character at all has a place, like any other invisible mark."""
    reading = read_yaml(written(tmp_path, f"a: 1\nb: {character}\n".encode()), "file.yaml")
    assert found(reading.problems) == [(2, 4, "control-character")]


def test_file_too_large(tmp_path: Path) -> None:
    """A file that cannot be text somebody wrote is not read."""
    _, problems = read_text(written(tmp_path, b"x" * (MAX_BYTES + 1)), "file.yaml")
    assert found(problems) == [(1, 1, "file-too-large")]
    assert read_text(written(tmp_path, b"x" * MAX_BYTES), "file.yaml")[1] == ()


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("a:\n\tb: 1\n", [(2, 1)]),
        ("a:\n  b: 1\n  \tc: 2\n", [(3, 3)]),
        ("a:\n\tb: 1\n\tc: 2\n", [(2, 1), (3, 1)]),
        ("a: x\n\ty\n", [(2, 1)]),
        ("a: 1\n\t\nb: 2\n", [(2, 1)]),
        ("a: 1\n\t# remark\nb: 2\n", [(2, 1)]),
        ("-\ta: 1\n  b: 2\n", [(1, 2)]),
    ],
)
def test_tab(text: str, places: list[tuple[int, int]]) -> None:
    """A tab in front of something is a problem at the tab, and all of them are told at once."""
    reading = parse_yaml(text, "file.yaml")
    assert found(reading.problems) == [(line, column, "yaml-tab") for line, column in places]


@pytest.mark.parametrize("text", ["a:\t1\n", "a: 1\t# remark\n", "a: {b:\t1}\n", 'a: "x\\ty"\n', "a: x\ty\n"])
def test_harmless_tab(text: str) -> None:
    """A tab that indents nothing is no problem."""
    assert parse_yaml(text, "file.yaml").problems == ()


def test_duplicate_key() -> None:
    """A key that stands twice is a problem at the second one, and names the line of the first."""
    reading = parse_yaml("a: 1\nb: 2\na: 3\nc: {ä: 1, ä: 2}\n", "file.yaml")
    assert found(reading.problems) == [(3, 1, "duplicate-key"), (4, 11, "duplicate-key")]
    assert [problem.values for problem in reading.problems] == [{"key": "a", "line": 1}, {"key": "ä", "line": 4}]
    assert reading.data["b"] == 2


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("a: &x {b: 1}\n", 1, 4),
        ("a: &x 1\n", 1, 4),
        ("title: &Tekniikka ja talous\n", 1, 8),
        ("title: *Huomio\n", 1, 8),
    ],
)
def test_anchor_or_alias(text: str, line: int, column: int) -> None:
    """Anchors and aliases are refused, also where they would silently swallow the first word of a text."""
    reading = parse_yaml(text, "file.yaml")
    assert found(reading.problems) == [(line, column, "yaml-alias")]


def test_alias_of_an_anchor() -> None:
    """A value that is repeated by an alias is refused at the latest where it is repeated."""
    for text in ("a: &x {b: 1}\nc: *x\n", "a: &x 1\nc: *x\n", "a: &x [1]\nc: *x\n"):
        assert {problem.code for problem in parse_yaml(text, "file.yaml").problems} == {"yaml-alias"}, text


def test_billion_laughs() -> None:
    """A file that would grow without end through its aliases is refused before it grows."""
    lines = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 60)]
    reading = parse_yaml("\n".join(lines), "file.yaml")
    assert {problem.code for problem in reading.problems} == {"yaml-alias"}
    assert sum(1 for _ in walk(reading.data)) < 1000


def test_merge_key() -> None:
    """A merge key is refused; the same signs in quotation marks are a text."""
    assert found(parse_yaml("a:\n  <<: {b: 1}\n", "file.yaml").problems) == [(2, 3, "yaml-alias")]
    assert parse_yaml('"<<": 1\n', "file.yaml").data == {"<<": 1}


@pytest.mark.parametrize(
    "value", ["!x 1", "!x {b: 1}", "!x [1]", "!huom", '!x "1"', "!!str 1", "!!python/object:os.system x"]
)
def test_tag(value: str) -> None:
    """A tag is refused at its place, whatever it stands before."""
    assert found(parse_yaml(f"a: {value}\n", "file.yaml").problems) == [(1, 4, "yaml-tag")]


def test_exclamation_mark_inside_a_text() -> None:
    """An exclamation mark is a tag only at the beginning."""
    assert parse_yaml("a: Huom!\n", "file.yaml").data == {"a": "Huom!"}


@pytest.mark.parametrize(
    ("text", "column"),
    [("[a, b]: 1\n", 1), ("? {a: 1}\n: b\n", 3), ("a: {{ budget.total }}\n", 5)],
)
def test_key_that_is_no_word(text: str, column: int) -> None:
    """A key is a word, not a list or a mapping."""
    assert found(parse_yaml(text, "file.yaml").problems) == [(1, column, "yaml-key")]


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ('a: 1\ntitle: "ä\nb: 2\n', 2, 8),
        ("title: 'ä\n", 1, 8),
        ('a: {fi: "x, sv: y}\nb: 1\n', 1, 9),
        ('title: "ä\nb: "y"\nc: 1\n', 1, 8),
        ('a: {fi: "x, sv: "y"}\n', 1, 9),
        ('a: "Hanke" on hyvä\nb: 1\n', 1, 4),
        ("a: 'Hanke' on hyvä\n", 1, 4),
    ],
)
def test_unclosed_quote(text: str, line: int, column: int) -> None:
    """A quotation mark that is never closed, or closed too early, is shown where the text begins."""
    reading = parse_yaml(text, "file.yaml")
    assert reading.data is None
    assert found(reading.problems) == [(line, column, "yaml-quote")]


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("title: Hanke: osa 2\n", 1, 13),
        ("a: 1\nä€: Äiti: ä\n", 2, 9),
        ("- a: b: c\n", 1, 7),
        ("a: {fi: Hanke: osa 2, sv: x}\n", 1, 14),
    ],
)
def test_second_colon(text: str, line: int, column: int) -> None:
    """A text with a colon needs quotation marks; the problem is at the colon and shows the line."""
    problem = parse_yaml(text, "file.yaml").problems[0]
    assert (problem.at.line, problem.at.column, problem.code) == (line, column, "yaml-colon")
    assert problem.values["text"] == text.split("\n")[line - 1]


@pytest.mark.parametrize("text", ["a: klo 12:30\n", "a: https://example.org\n", 'a: "x: y"\n', "a: x:y\n"])
def test_harmless_colon(text: str) -> None:
    """A colon without a space after it, or in quotation marks, is part of the text."""
    assert parse_yaml(text, "file.yaml").problems == ()


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("a:\n    b: 1\n  c: 2\n", 3, 3),
        ("a:\n  - x: 1\n - x: 2\n", 3, 2),
        ("a:\n  - x: 1\n    - x: 2\n", 3, 5),
        ("a: 1\n- b\n", 2, 1),
        ("- a: 1\nb: 2\n", 2, 1),
        ("  a: 1\nb: 2\n", 2, 1),
        ("a: 1\n  b: 2\n", 2, 3),
        ("a:\n  b: 1\n   c: 2\n", 3, 4),
    ],
)
def test_indent(text: str, line: int, column: int) -> None:
    """A line that stands too far in or out is shown where it begins."""
    assert found(parse_yaml(text, "file.yaml").problems) == [(line, column, "yaml-indent")]


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("a: {fi: x, sv: y\nb: 3\n", 1, 4),
        ("ä: [1, 2\nb: 3\n", 1, 4),
        ("a: 1\nb: {fi: x\n", 2, 4),
        ("a: {fi: x, sv: y}}\n", 1, 18),
        ("a: [Luonnos] Hanke\n", 1, 14),
    ],
)
def test_unclosed_bracket(text: str, line: int, column: int) -> None:
    """A bracket that is never closed is shown where it is opened; a stray one, or what follows it, where it stands."""
    assert found(parse_yaml(text, "file.yaml").problems) == [(line, column, "yaml-bracket")]


@pytest.mark.parametrize("first", ["@x", "%x", "`x`", "**x** y", "* x", "& x", "|x", "> 5 kpl", ", x", "] x"])
def test_start_character(first: str) -> None:
    """A text that begins with a character of YAML's own is shown where it begins."""
    assert found(parse_yaml(f"a: 1\nb: {first}\n", "file.yaml").problems) == [(2, 4, "yaml-start-character")]


@pytest.mark.parametrize(
    "before",
    [
        'a: "yksi\n  kaksi"\n',
        "a: 'yksi\n  kaksi'\n",
        'a: "yksi\n\n  Huom: kaksi"\n',
        'a: {fi: "x",\n  sv: "y"}\n',
        'a: yksi\n  "kaksi" kolme\n',
        'a: |\n  x: y: z\n  "q\n',
        "a: {fi: x, sv: y} # b: {c\n",
        'a: "{fi: x"\n',
        "a: it's\n",
        "# a: b: c\n",
    ],
)
def test_sound_lines_are_not_blamed(before: str) -> None:
    """The mistake is told on its own line, not on an earlier one that only looks unusual."""
    line = before.count("\n") + 1
    assert parse_yaml(before, "file.yaml").problems == ()
    assert found(parse_yaml(f"{before}z: Hanke: osa\n", "file.yaml").problems) == [(line, 9, "yaml-colon")]
    assert found(parse_yaml(f"{before}z: {{fi: x\n", "file.yaml").problems) == [(line, 4, "yaml-bracket")]


def test_key_without_colon() -> None:
    """A line without a colon is told on that line, not on the next."""
    for text in ("a: 1\ntitle Hanke\nb: 2\n", "a: 1\ntitle:Hanke\nb: 2\n"):
        assert [problem.at.line for problem in parse_yaml(text, "file.yaml").problems] == [2], text


def test_comma_in_a_text_between_braces() -> None:
    """A comma that belongs to the text must not make half of the text a key."""
    reading = parse_yaml("a: {fi: Kyllä, sv: Ja, visst}\n", "file.yaml")
    assert [problem.at.line for problem in reading.problems] == [1]


def test_backslash_in_quotation_marks() -> None:
    """A backslash that means nothing is no unclosed quotation mark."""
    problems = parse_yaml('a: "C:\\Ohjeet"\n', "file.yaml").problems
    assert [problem.at.line for problem in problems] == [1]
    assert problems[0].code != "yaml-quote"


def nested(depth: int, kind: str) -> str:
    """Return a list or a mapping with so many lists or mappings inside."""
    opening, closing = {"list": ("[", "]"), "mapping": ("{a: ", "}")}[kind]
    return opening * depth + "1" + closing * depth


@pytest.mark.parametrize("kind", ["list", "mapping"])
def test_too_deep(kind: str) -> None:
    """Values may lie so deep and no deeper, and the problem is told once."""
    assert parse_yaml(nested(MAX_DEPTH, kind), "file.yaml").problems == ()
    problems = parse_yaml(nested(MAX_DEPTH + 5, kind), "file.yaml").problems
    assert [problem.code for problem in problems] == ["yaml-too-deep"]


def test_several_problems_at_once() -> None:
    """What is wrong in one value does not hide what is wrong in the next."""
    reading = parse_yaml("a: 1\na: 2\nb: {c: 1, c: 2}\n<<: 3\nd: 4\n", "file.yaml")
    assert [problem.code for problem in reading.problems] == ["duplicate-key", "duplicate-key", "yaml-alias"]
    assert reading.data["d"] == 4


@pytest.mark.parametrize(
    ("text", "front", "body", "line"),
    [
        ("---\ntitle: x\n---\nbody\n", "title: x", "body\n", 4),
        ("---\ntitle: x\nslug: y\n---\n\n## A\n", "title: x\nslug: y", "\n## A\n", 5),
        ("--- \ntitle: x\n---  \nbody", "title: x", "body", 4),
        ("---\ntitle: x\n---", "title: x", "", 3),
        ("body\n---\nmore\n", "", "body\n---\nmore\n", 1),
        ("---\ntitle: x\n", "", "---\ntitle: x\n", 1),
        ("", "", "", 1),
        ("---\na: 1\n---\nx\n---\ny\n", "a: 1", "x\n---\ny\n", 4),
    ],
)
def test_front_matter(text: str, front: str, body: str, line: int) -> None:
    """The lines between the first two rows of hyphens are the front matter, and the body knows its first line."""
    assert split_front_matter(text) == (front, body, line)


def test_places_in_front_matter() -> None:
    """Lines of the front matter are counted from the top of the file."""
    front, _, _ = split_front_matter("---\ntitle: x\nslug: ä: b\n---\n")
    assert found(parse_yaml(front, "page.fi.md", 2).problems) == [(3, 8, "yaml-colon")]
    front, _, _ = split_front_matter("---\ntitle: x\nslug: y\n---\n")
    assert place_of(parse_yaml(front, "page.fi.md", 2).data, ("slug",)) == Source("page.fi.md", 3, 7)


@pytest.mark.parametrize(("text", "data"), [("1", 1), ("x", "x"), ("- x", ["x"]), ("true", True)])
def test_file_without_keys(text: str, data: object) -> None:
    """A file that holds no keys is read as what it holds."""
    assert parse_yaml(text, "file.yaml").data == data


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("title: one two", 1, 12),
        ("title: 'one two'", 1, 13),
        ('title: "one two"', 1, 13),
        ("title: one\n  two", 2, 3),
        ("title: 'one\n\n    two'", 3, 5),
        ('title: "\\u006fne\\x20two"', 1, 21),
        ("title: {fi: 'two one two', x: 1}", 1, 22),
    ],
)
def test_place_inside_a_text(text: str, line: int, column: int) -> None:
    """A part of a text is found where it stands in the file, whatever marks are around it and in it."""
    data = parse_yaml(text, "x.yaml").data
    key = "title"
    if isinstance(data[key], Placed):
        data, key = data[key], "fi"
    start = data[key].rindex("two")
    assert place_inside(data, key, start, start + 3) == Source("x.yaml", line, column)


def test_place_inside_a_text_that_is_written_otherwise() -> None:
    """What cannot be found in the file stands where its text begins."""
    data = parse_yaml('title: "t\\u0077o"', "x.yaml").data
    assert place_inside(data, "title", 0, 3) == Source("x.yaml", 1, 8)
