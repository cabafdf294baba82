"""Lines added to YAML files: they come last, and everything else stays as it was, byte for byte."""

from __future__ import annotations

import pytest
from planssi.insertion import CannotInsertError, append

ITEM = ["- id: c", "  x: 1"]


@pytest.mark.parametrize(
    ("before", "path", "after"),
    [
        ("rows:\n  - id: a\n  - id: b\n", ["rows"], "rows:\n  - id: a\n  - id: b\n  - id: c\n    x: 1\n"),
        ("rows:\n- id: a\n", ["rows"], "rows:\n- id: a\n- id: c\n  x: 1\n"),
        ("rows:\n  - id: a", ["rows"], "rows:\n  - id: a\n  - id: c\n    x: 1\n"),
        ("rows:\r\n  - id: a\r\n", ["rows"], "rows:\r\n  - id: a\r\n  - id: c\r\n    x: 1\r\n"),
        ("rows:\r\n  - id: a", ["rows"], "rows:\r\n  - id: a\r\n  - id: c\r\n    x: 1\r\n"),
        ("\ufeffrows:\n  - id: a\n", ["rows"], "\ufeffrows:\n  - id: a\n  - id: c\n    x: 1\n"),
        ("rows:\n  - {id: a}\nlast: 1\n", ["rows"], "rows:\n  - {id: a}\n  - id: c\n    x: 1\nlast: 1\n"),
        (
            "rows:\n  - id: a # why\n    #x: 2\n\n    #y: 3\n\n# end\nlast: 1\n",
            ["rows"],
            "rows:\n  - id: a # why\n    #x: 2\n\n    #y: 3\n  - id: c\n    x: 1\n\n# end\nlast: 1\n",
        ),
        (
            "rows:\n  - id: a\n    x: |\n      one\n      two\nlast: 1\n",
            ["rows"],
            "rows:\n  - id: a\n    x: |\n      one\n      two\n  - id: c\n    x: 1\nlast: 1\n",
        ),
        (
            'rows:\n  - id: a\n    x: "one\n      two"\nlast: 1\n',
            ["rows"],
            'rows:\n  - id: a\n    x: "one\n      two"\n  - id: c\n    x: 1\nlast: 1\n',
        ),
        (
            "rows:\n  - id: a\n    x: [1,\n      2]\nlast: 1\n",
            ["rows"],
            "rows:\n  - id: a\n    x: [1,\n      2]\n  - id: c\n    x: 1\nlast: 1\n",
        ),
        (
            "plan:\n  rows:\n    - id: a\n  last: 1\n",
            ["plan", "rows"],
            "plan:\n  rows:\n    - id: a\n    - id: c\n      x: 1\n  last: 1\n",
        ),
    ],
)
def test_item(before: str, path: list[str], after: str) -> None:
    """The item follows the last one with its comments, in its column, with the file's own ends of lines."""
    assert append(before, path, ITEM) == after


def test_key() -> None:
    """A key comes at the end of its mapping."""
    assert append("a: 1\n", [], ["b:", "  - c"]) == "a: 1\nb:\n  - c\n"
    assert append("a:\n  b: 1\nc: 2\n", ["a"], ["d: 3"]) == "a:\n  b: 1\n  d: 3\nc: 2\n"


@pytest.mark.parametrize("text", ["rows: []\n", "rows: [{id: a}]\n", "rows: x\n"])
def test_nothing_goes_into_brackets(text: str) -> None:
    """What would have to be rewritten is left to a person."""
    with pytest.raises(CannotInsertError):
        append(text, ["rows"], ITEM)
