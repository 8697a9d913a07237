"""Anchors and aliases: who keeps too much loses it, and others keep theirs."""

from __future__ import annotations

from pathlib import Path

import pytest
from registry_helpers import read, said

from mkdocs_resource_cards.registry import anchors

MUCH = "x, " * 990
KEEPS_MOST = (
    "invalid_yaml the anchors of this file hold more than 2000 values; those of this entry hold the most and are dropped"
)


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(anchors, "KEPT", 2_000)


def test_a_hoarder_costs_others_nothing(tmp_path: Path) -> None:
    text = "- {id: f, title: &f First}\n"
    text += "".join(f"- {{id: i{name}, title: T, tags: &{name} [{MUCH}]}}\n" for name in "ab")
    text += "- {id: good, title: &q Good}\n- {id: also, title: *q}\n- {id: third, title: *f}\n"
    registry = read(tmp_path, text)
    assert [resource.title for resource in registry.resources()] == ["First", "T", "T", "Good", "Good", "First"]
    assert said(registry) == [f"resources.yml:3:3: {KEEPS_MOST}"]


def test_an_alias_of_what_was_forgotten_is_told(tmp_path: Path) -> None:
    text = "".join(f"- {{id: i{name}, title: T, tags: &{name} [{MUCH}]}}\n" for name in "ab")
    registry = read(tmp_path, text + "- {id: c, title: T, tags: *b}\n- {id: d, title: T, tags: *a}\n")
    assert [len(resource.tags) for resource in registry.resources()] == [1, 1, 0, 1]
    assert said(registry)[1:] == [
        "resources.yml:3:27: invalid_field `tags`: expected a list of tags, found the alias `*b`, whose anchor is not "
        "defined before it, or was dropped"
    ]


def test_many_small_anchors_of_one_entry_are_a_hoard(tmp_path: Path) -> None:
    hoard = ", ".join(f"&a{number} x" for number in range(990))
    text = "- {id: f, title: &f First}\n"
    text += "".join(f"- {{id: i{i}, title: T, tags: [{hoard.replace('&a', f'&{i}a')}]}}\n" for i in range(3))
    registry = read(tmp_path, text + "- {id: g, title: *f}\n")
    assert registry["g"].title == "First"


def test_an_anchor_that_is_given_again_keeps_nothing_twice(tmp_path: Path) -> None:
    registry = read(tmp_path, "".join(f"- {{id: i{i}, title: T, tags: &t [{MUCH}]}}\n" for i in range(3)))
    assert (len(registry), said(registry)) == (3, [])


def test_parts_that_only_hold_anchors_are_named(tmp_path: Path) -> None:
    text = "".join(f"x-{name}: &{name} [{MUCH}]\n" for name in "ab")
    registry = read(tmp_path, text + "resources:\n- {id: a, title: &q A}\n- {id: b, title: *q}\n")
    assert (registry["b"].title, said(registry)) == ("A", [f"resources.yml:2:1: {KEEPS_MOST}"])
