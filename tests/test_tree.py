"""Wholes and parts, whatever their order in the file."""

from __future__ import annotations

from planssi.blocks.measures import Measure
from planssi.tree import branches, circular


def measures(**wholes: str | None) -> tuple[Measure, ...]:
    """Return a measure for each name, part of the one it is given."""
    text = {"fi": "A", "sv": "A"}
    return tuple(
        Measure.model_validate({"id": id, "title": text, "part_of": whole, "source": "plan/1"})
        for id, whole in wholes.items()
    )


def test_parts_follow_their_whole() -> None:
    """Each whole stands before its parts, and both otherwise in the order of the file."""
    tree = branches(measures(leaf="part", whole=None, other="whole", part="whole", alone=None))
    assert [(branch.item.id, branch.depth) for branch in tree] == [
        ("whole", 0),
        ("other", 1),
        ("part", 1),
        ("leaf", 2),
        ("alone", 0),
    ]


def test_a_part_without_its_whole_stands_alone() -> None:
    """Where the whole is not in the tree, its part begins one."""
    (branch,) = branches(measures(part="elsewhere"))
    assert (branch.depth, branch.whole) == (0, None)


def test_circles() -> None:
    """Those in the circle are found, and not the one that only leads to it; the tree leaves all of them out."""
    items = measures(one="two", two="one", tail="one", own="own", alone=None)
    assert [item.id for item in circular(items)] == ["one", "two", "own"]
    assert [branch.item.id for branch in branches(items)] == ["alone"]
