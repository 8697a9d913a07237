"""What is inserted says what was meant: in a shortcode, and in a registry file, whatever signs a value has."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import markdown
import pytest
import yaml
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_resource_cards.cli.language_server import typing, yaml_typing
from mkdocs_resource_cards.cli.language_server.completion import candidates, in_yaml
from mkdocs_resource_cards.cli.language_server.site_state import SiteState
from mkdocs_resource_cards.cli.registry_edit.append import escaped
from mkdocs_resource_cards.shortcode import Shortcode, find

VALUES = st.text("ab é\"'#:,[]{}&*|`\\-?!%@<>", min_size=1, max_size=12).map(lambda text: " ".join(text.split())).filter(bool)
SITE = "site_name: T\nplugins: [resource-cards]\nmarkdown_extensions: [tables]\n"


def state_of(folder: Path, *entries: dict[str, object]) -> SiteState:
    (folder / "docs").mkdir()
    (folder / "mkdocs.yml").write_text(SITE, encoding="utf-8")
    (folder / "resources.yml").write_bytes(escaped(entries))
    return SiteState(folder / "mkdocs.yml")


def chosen(state: SiteState, before: str, after: str = "") -> str:
    """The line once the first offer is taken."""
    typed = typing.in_page(before, after, pandoc=True)
    assert typed is not None
    return before.removesuffix(typed.typed) + candidates(state, typed)[0].text + after


@given(VALUES, st.sampled_from(["<< resources tag=", '<< resources tag="', "<< resources type=paper tag=zz,"]))
@settings(max_examples=60, deadline=None)
def test_a_value_that_is_taken_is_the_one_that_is_asked_for(tag: str, before: str) -> None:
    with TemporaryDirectory() as folder:
        state = state_of(Path(folder), {"id": "a", "title": "A", "tags": [tag]})
        if not state.registry["a"].tags or "<<" in tag:  # What no entry can have, nobody asks for.
            return
        (found,) = find(f"{chosen(state, before)} >>")
        assert isinstance(found.item, Shortcode)
        assert dict(found.item.query)["tag"] in (state.registry["a"].tags[0], f"zz,{state.registry['a'].tags[0]}")


@given(VALUES.map(lambda text: f"A {text} z"), st.sampled_from(['<< resource:a "', "<< resource:a "]))
@settings(max_examples=60, deadline=None)
def test_a_title_that_is_taken_as_a_label_is_shown_as_it_is(title: str, before: str) -> None:
    with TemporaryDirectory() as folder:
        state = state_of(Path(folder), {"id": "a", "title": title, "url": "https://example.org/"})
        typed = typing.in_page(before)
        assert typed is not None
        labels = [one for one in candidates(state, typed) if one.kind == "label"]
        if not labels or state.registry["a"].title != title:
            return
        line = f"x {before.removesuffix(chr(34))}{labels[0].text} >>"
        settings = {"resource_cards": {"root": folder, "registry": "resources.yml"}}
        html = markdown.markdown(
            f"{line}\n\n|h|\n|-|\n|{line}|\n", extensions=["tables", "resource_cards"], extension_configs=settings
        )
        links = BeautifulSoup(html, "html.parser").select("a")
        assert [link.text for link in links] == [title, title]


@given(
    VALUES,
    st.sampled_from(
        [
            ("- id: b\n  title: B\n  tags:\n    - ", ""),
            ("- id: b\n  title: B\n  tags: [", "]"),
            ("- id: b\n  title: B\n  tags: [x, ", "]"),
            ("- id: b\n  title: B\n  tags: [\n    x,\n    ", "]"),
            ('- id: b\n  title: B\n  tags: ["', '"]'),
            ("- {id: b, title: B, tags: [", "]}"),
            ("- id: b\n  title: B\n  tags: ", ""),
        ]
    ),
)
@settings(max_examples=100, deadline=None)
def test_a_value_in_a_registry_is_read_as_what_it_is(tag: str, around: tuple[str, str]) -> None:
    with TemporaryDirectory() as folder:
        state = state_of(Path(folder), {"id": "a", "title": "A", "tags": [tag]})
        if not state.registry["a"].tags:
            return
        before, after = around
        typed = yaml_typing.in_registry(before.split("\n"), after)
        assert typed is not None
        assert (typed.kind, typed.name) == ("value", "tags")
        text = before.removesuffix(typed.typed) + in_yaml(state, typed)[0].text + after
        tags = yaml.safe_load(text)[0]["tags"]
        assert state.registry["a"].tags[0] in (tags if isinstance(tags, list) else [tags])


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("- id: a\n  tit", "title"),
        ("- ti", "title"),
        ("resources:\n  - id: a\n    tit", "title"),
        ("resources:\r\n  - id: a\r\n    tit", "title"),
        ("publications:\n  - id: a\n    dom", "domains"),
        ("- {id: a, tit", "title"),
        ('[{"id": "a", "tit', "title"),
        ("- {\n  id: a,\n  tit", "title"),
        ("- id: a\n  title: [broken\n- id: b\n  tit", "title"),
        ("res", "resources"),
    ],
)
def test_names_of_fields_wherever_one_may_stand(tmp_path: Path, text: str, wanted: str) -> None:
    typed = yaml_typing.in_registry(text.replace("\r\n", "\n").split("\n"))
    assert typed is not None
    assert in_yaml(state_of(tmp_path), typed)[0].label == wanted


@pytest.mark.parametrize(
    "text",
    [
        "# tit",
        "- id: a\n  summary: |\n    some tit",
        "- id: a\n  summary: |\n    tit",
        "- id: a\n  snapshot:\n    fi",
        "- id: a\n  tags: [x] tit",
        "- id: a\n  title: 'done' ",
    ],
)
def test_nothing_is_offered_where_no_field_stands(tmp_path: Path, text: str) -> None:
    typed = yaml_typing.in_registry(text.split("\n"))
    assert typed is None or in_yaml(state_of(tmp_path), typed) == []


@pytest.mark.parametrize(
    ("before", "after", "wanted"),
    [
        ("see [@ro", "]", "see [@roe2020]"),
        ("see @", "", "see @roe2020"),
        ("see [@{ro", "}]", "see [@{roe2020}]"),
        ("see [@{ro", "", "see [@{roe2020}"),
        ("<< resource:ro", " >>", "<< resource:roe2020 >>"),
        ("<< resource:roe2020 vi", "", "<< resource:roe2020 view="),
        ("<< resource:roe2020 view=co", "", "<< resource:roe2020 view=compact"),
        ("<< resources roe2020 view=nu", "", "<< resources roe2020 view=number"),
        ("<< resources type=pa", "", "<< resources type=paper"),
        ("<< resources author=ja", "", '<< resources author="Jane Roe"'),
        ("<< references si", "", "<< references site"),
        ('<< resource:roe2020 "A ti', '" >>', '<< resource:roe2020 "A title" >>'),
        ('<< resource:roe2020 view=link "', "", '<< resource:roe2020 view=link "A title"'),
    ],
)
def test_the_first_offer(tmp_path: Path, before: str, after: str, wanted: str) -> None:
    entry = {"id": "0123456789abcdef", "title": "A title", "type": "paper", "authors": ["Jane Roe"], "citation_key": "roe2020"}
    assert chosen(state_of(tmp_path, entry), before, after) == wanted


def test_a_group_of_numbers_is_no_view_of_a_query(tmp_path: Path) -> None:
    typed = typing.in_page("<< resources type=paper view=")
    assert typed is not None
    assert [one.label for one in candidates(state_of(tmp_path), typed)] == ["list", "grid", "table"]


def test_labels_come_with_keys_where_that_is_wished(tmp_path: Path) -> None:
    typed = typing.in_page("<< resource:a")
    assert typed is not None
    state = state_of(tmp_path, {"id": "abc", "title": 'The "A" of | _it_'})
    assert candidates(state, typed, labels=True)[0].text == 'abc "The \\"A\\" of &#124; \\_it\\_"'


def test_a_site_of_bibliographies_has_entries_of_its_own_beside(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text("plugins: [{resource-cards: {registry: refs.bib}}]\n", encoding="utf-8")
    (tmp_path / "refs.bib").write_text(
        "@article{roe, title = {On Gardens}, author = {Roe, Jane}, year = 2020}\n", encoding="utf-8"
    )
    state = SiteState(tmp_path / "mkdocs.yml")
    assert chosen(state, "<< resource:gard") == "<< resource:roe"
    assert state.is_registry(tmp_path / "resources.yml")
    assert state.is_registry(tmp_path / "refs.bib")
