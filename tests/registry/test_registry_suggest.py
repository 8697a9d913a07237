from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from registry_helpers import read

from mkdocs_resource_cards.cache import Cache
from mkdocs_resource_cards.registry.suggest import Suggester

TEXT = """
- id: f19373dc25a8a96f
  stable_id: sid_TVXgUb5wXg
  aliases: [amodei2025]
  title: The Urgency of Interpretability
- {id: "0123456701234567", title: Attention Is All You Need}
- {id: scaling-laws, title: Scaling Laws for Neural Language Models}
- {id: ロ, title: left out}
"""
URGENCY = "did you mean f19373dc25a8a96f (The Urgency of Interpretability)?"
NAMED = URGENCY.replace("f19373dc25a8a96f", "amodei2025")
"""By the key that people would type, not by the hash."""
ATTENTION = "did you mean 0123456701234567 (Attention Is All You Need)?"
SCALING = "did you mean scaling-laws (Scaling Laws for Neural Language Models)?"


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("f19373dc25a8a96e", URGENCY),
        ("F19373DC25A8A96F", URGENCY),
        ("f19373dc25a8a96", URGENCY),
        ("f1973dc25a8a96f", URGENCY),
        ("e19373dc25a8a96f", URGENCY),
        ("sid_TVXgUb5wXG", URGENCY.replace("f19373dc25a8a96f", "sid_TVXgUb5wXg")),
        ("amodei2024", NAMED),
        ("urgency-of-interpretability", NAMED),
        ("the_urgency_of_interpretabilty", NAMED),
        ("attention-is-all-you-need", ATTENTION),
        ("123456701234567", ATTENTION),
        ("scaling_laws", SCALING),
        ("neural-language-models-scaling", SCALING),
        ("ffffffffffffffff", ""),
        ("something-quite-different", ""),
        ("x", ""),
        ("", ""),
        ("the", ""),
        ("a" * 100_000, ""),
    ],
)
def test_the_likely_entry_is_named(tmp_path: Path, key: str, expected: str) -> None:
    assert read(tmp_path, TEXT).suggest(key) == expected


def test_an_empty_registry_has_no_suggestion(tmp_path: Path) -> None:
    assert read(tmp_path, "").suggest("f19373dc25a8a96f") == "the registry has no entries"
    useless = "no entry of the registry can be used: see what is reported for its files"
    assert read(tmp_path, "- id: broken").suggest("f19373dc25a8a96f") == useless
    assert read(tmp_path, "resource:\n- {id: a, title: A}").suggest("a") == useless


def test_a_title_cannot_upset_a_message(tmp_path: Path) -> None:
    registry = read(tmp_path, f"- {{id: abcdef, title: 'A `x` {'long ' * 40}'}}")
    assert registry.suggest("abcdeg") == f"did you mean abcdef ({('A `x` ' + 'long ' * 40)[:79]}…)?".replace("`", "'")


LEFT_OUT = """
- {id: r1, title: One}
- id: r13
  title: "never closed
- {id: r2, title: Two}
- {id: r14, title: }
- {id: "r15", title: [A}
- id: r1
  title:
- x: y
  id: r16
"""


@pytest.mark.parametrize("cached", [False, True])
def test_an_entry_that_was_left_out_is_named_and_no_other(tmp_path: Path, cached: bool) -> None:
    cache = Cache(tmp_path / "cache" if cached else None)
    read(tmp_path, LEFT_OUT, cache)
    registry = read(tmp_path, LEFT_OUT, cache)
    assert list(registry) == ["r1", "r2"]
    for key, line in (("r13", 3), ("r14", 6), ("r15", 7), ("r16", 10)):
        assert registry.suggest(key) == f"its entry at resources.yml:{line} was left out"
        assert registry.closest(key) is None
    assert registry.suggest("r1x") == "did you mean r1 (One)?"


def timed(names: list[tuple[str, str, str]], keys: list[str]) -> float:
    suggester = Suggester(names)
    start = time.process_time()
    assert sum(bool(suggester.suggest(key)) for key in keys) >= len(keys) * 0.9
    return time.process_time() - start


@pytest.mark.parametrize("form", ["{:016x}", "res-{:06d}", "resource-with-a-long-name-{}"])
def test_a_large_registry_is_searched_in_time(form: str) -> None:
    chance = random.Random(7)
    numbers = [chance.getrandbits(60) if "x" in form else number for number in range(100_000)]
    names = [(form.format(number), "", f"Common words in every title {number}") for number in numbers]
    keys = [names[chance.randrange(100_000)][0][:-1] + "~" for _ in range(100)]
    keys += [f"common-words-in-every-title-{chance.randrange(100_000)}" for _ in range(100)]
    assert timed(names, keys) < 3


def test_suggestions_do_not_depend_on_the_hash_seed() -> None:
    code = (
        "from mkdocs_resource_cards.registry.suggest import Suggester; "
        "names = [(f'{a}bcd{b}fgh', '', f'{a} words {b} words') for a in 'xyzuvw' for b in 'xyzuvw']; "
        "print([Suggester(names).suggest(key) for key in ('abcdefgh', 'words-in-titles', 'qbcdxfgh', 'xbcdqfgh')])"
    )
    said = {
        subprocess.run([sys.executable, "-c", code], env={"PYTHONHASHSEED": seed}, capture_output=True, check=True).stdout
        for seed in "01234"
    }
    assert len(said) == 1


@pytest.mark.parametrize(
    ("written", "meant"),
    [("link", "url"), ("Year", "published"), ("rating", "credibility"), ("description", "summary"), ("picture", "image")],
)
def test_a_field_by_another_name_is_named(tmp_path: Path, written: str, meant: str) -> None:
    (problem,) = read(tmp_path, f"- {{id: a, title: A, {written}: x}}").problems
    assert problem.suggestion == f"did you mean `{meant}`?"


def test_an_entry_that_was_left_out_is_named_by_its_id_however_that_is_quoted(tmp_path: Path) -> None:
    registry = read(tmp_path, '- {id: " lamp ", url: https://a.example/}\n')
    assert registry.suggest("lamp") == "its entry at resources.yml:1 was left out"
