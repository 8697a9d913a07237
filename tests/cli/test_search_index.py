"""Entries by words that are nearly right: few are looked at, and what is found is the same as if all were."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz import fuzz, utils

from mkdocs_resource_cards.cli.search.index import LEAST, SearchIndex
from mkdocs_resource_cards.model import Location, Resource

WORDS = [
    "deep",
    "learning",
    "the",
    "urgency",
    "of",
    "interpretability",
    "interpretable",
    "ml",
    "über",
    "a",
    "learner",
    "x-ray",
]
titles = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join)


def entry(number: int, title: str) -> Resource:
    return Resource(
        id=f"id{number}", title=title, location=Location("r.yml", number + 1, 1), url=f"https://example.org/{title.split()[0]}"
    )


def likeness(words: str, one: Resource) -> float:
    """The rule, applied to one entry after the other."""
    wanted, about = utils.default_process(words), utils.default_process(f"{one.title} {one.id}")
    parts, there = wanted.split(), about.split()
    near = [any(other.startswith(part) or fuzz.ratio(part, other) >= 80 for other in there) for part in parts]
    loose = fuzz.partial_token_set_ratio(wanted, about) * (sum(near) / len(parts) if parts else 0)
    at_address = 90 if len(words) > 3 and words.lower() in one.url.lower() else 0
    return max(100 if words in one.keys else 0, at_address, fuzz.token_set_ratio(wanted, about), 0.95 * loose)


@given(
    st.lists(titles, min_size=1, max_size=12),
    st.one_of(
        titles, titles.map(lambda text: text[:-2]), titles.map(lambda text: text[1:]), st.text("adel ir/.:", max_size=9)
    ),
    st.integers(1, 4),
)
@settings(max_examples=300)
def test_what_is_found_is_what_is_most_alike_of_all(names: list[str], words: str, limit: int) -> None:
    resources = [entry(number, title) for number, title in enumerate(names)]
    scored = [(-likeness(words, one), abs(len(one.title) - len(words)), n, one) for n, one in enumerate(resources)]
    best = [one for score, _, _, one in sorted(scored) if -score >= LEAST][:limit]
    assert SearchIndex(resources).best(words, limit) == best
