"""Looking before searching finds what searching finds."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable
from random import Random
from typing import Any

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from markdown.inlinepatterns import EscapeInlineProcessor, LinkInlineProcessor

from mkdocs_resource_cards.markdown_ext import block_names, pattern_registry
from mkdocs_resource_cards.markdown_ext.block_names import BlockNames
from mkdocs_resource_cards.markdown_ext.quick_patterns import NEEDED, quick

PIECES = ["`", "``", "\\", "[", "]", "(", ")", "!", "<", ">", "&", ";", "*", "__", " ", "  \n", "\n\n", "\n"]
PIECES += ["a", "b1", "amp", "#65", "br", "div", "/", "http://a.b", "c@d.e", ": ", "[^1]", "|", "- ", "=", '"', "é"]
PIECES += ["](", "][", "[[", "]]", "[a]", "(<x>", "'", "\\[", "\n\n[a]: b\n\n"]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)
EXTENSIONS = ["footnotes", "tables", "attr_list", "md_in_html", "def_list", "smarty", "abbr"]


def own(md: Markdown) -> list[Any]:
    """Python-Markdown's patterns."""
    return [one for one in md.inlinePatterns if type(one).__module__ == "markdown.inlinepatterns"]


@given(TEXTS)
def test_an_expression_matches_only_texts_with_what_it_needs(text: str) -> None:
    for expression, needed in NEEDED.items():
        for match in re.finditer(expression, text, re.DOTALL):
            assert needed in text[max(0, match.start() - 1) : match.end() + 1]


@given(TEXTS)
def test_pages_are_the_same(text: str) -> None:
    plain, hastened = Markdown(extensions=EXTENSIONS), Markdown(extensions=EXTENSIONS)
    pattern_registry.hasten(hastened)
    block_names.hasten(hastened)
    assert hastened.convert(text) == plain.convert(text)


def brackets(rng: Random) -> str:
    """Links, and what is nearly one: many in each text, some of which end anywhere."""
    pieces = [*"[[[]]]()!'\"*`\\ \n", "![", "](", "][", "](b)", "[a](b)", "[b][a]", "![a]", "(<x>", "<x>", "[^1]", "ab"]
    return "".join(rng.choices(pieces, k=rng.randint(3, 50))) + "\n\n[a]: b\n[ab]: c\n"


def test_links_are_the_same_among_brackets_that_are_none() -> None:
    rng = Random("brackets")
    for _ in range(600):
        text = brackets(rng)
        plain, hastened = Markdown(), Markdown()
        pattern_registry.hasten(hastened)
        assert hastened.convert(text) == plain.convert(text), text


NO_LINKS = ["[a; ", "![a; ", "[", "[a](", "![a](", "[a][", "*[a* [b; ", "[a](b) [c; "]


if markdown.__version_info__ < (3, 11):  # Before, it reads a text anew after each link, whatever its patterns are.
    NO_LINKS.remove("[a](b) [c; ")


@pytest.mark.parametrize("text", [*(piece * 300 for piece in NO_LINKS), "[" * 300 + "]" * 300])
def test_brackets_that_are_no_links_are_read_once(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    read = list[int]()

    def counting(original: Callable[[Any, str, int], Any]) -> Callable[[Any, str, int], Any]:
        def counted(pattern: Any, data: str, index: int) -> Any:
            found = original(pattern, data, index)
            read.append(found[-2] - index)
            return found

        return counted

    for name in ("getText", "getLink"):
        monkeypatch.setattr(LinkInlineProcessor, name, counting(getattr(LinkInlineProcessor, name)))
    md = Markdown()
    pattern_registry.hasten(md)
    md.convert(text)
    assert sum(read) < 20 * len(text)


@pytest.mark.parametrize(
    "text",
    [
        "`a`",
        r"\*a",
        "[a](b)",
        "[a]\n\n[a]: b",
        "![a](b)",
        "![a]\n\n[a]: b",
        "<http://a.b>",
        "<c@d.e>",
        "a  \nb",
        "a <b>",
        "&amp;a",
    ],
)
def test_each_of_them_works_where_nothing_else_is(text: str) -> None:
    plain, hastened = Markdown(), Markdown()
    pattern_registry.hasten(hastened)
    assert hastened.convert(text) == plain.convert(text)
    matched = [needed for expression, needed in NEEDED.items() if re.search(expression, text, re.DOTALL)]
    assert matched
    assert all(needed in text for needed in matched)


def test_nearly_all_of_its_patterns_are_quick() -> None:
    """The one for emphasis changes its expression while it works. A version with other expressions fails here."""
    slow = [type(one).__name__ for one in own(Markdown()) if quick(one) is one]
    assert set(slow) <= {"DelimiterProcessor", "SimpleTextInlineProcessor", "AsteriskProcessor", "UnderscoreProcessor"}


def test_what_belongs_to_somebody_else_is_left_as_it_is() -> None:
    class Derived(EscapeInlineProcessor):
        pass

    md = Markdown()
    derived = Derived(r"\\(.)", md)
    assert quick(derived) is derived
    before = [(one, one.compiled_re) for one in own(md)]
    md.treeprocessors["inline"].inlinePatterns = pattern_registry.PatternTable(md.inlinePatterns)
    assert [(one, one.compiled_re) for one in own(md)] == before


CHANGES = {
    "append": lambda names: names.append("new"),
    "extend": lambda names: names.extend(["new", "newer"]),
    "insert": lambda names: names.insert(0, "new"),
    "remove": lambda names: names.remove("div"),
    "pop": lambda names: names.pop(),
    "clear": lambda names: names.clear(),
    "set": lambda names: names.__setitem__(0, "new"),
    "delete": lambda names: names.__delitem__(slice(3)),
    "add": lambda names: names.__iadd__(["new"]),
    "none of it": lambda names: names.__imul__(0),
}


@pytest.mark.parametrize("change", CHANGES)
def test_names_are_those_of_the_list(change: str) -> None:
    plain = ["address", "div", "p"]
    names = BlockNames(plain)
    assert "div" in names
    assert "new" not in names
    CHANGES[change](plain)
    CHANGES[change](names)
    assert names == plain
    for name in ("address", "div", "p", "new", "newer", 1, None):
        assert (name in names) == (name in plain)
    assert copy.deepcopy(names) == plain


def test_an_extension_that_adds_a_name_is_heard() -> None:
    md = Markdown(extensions=["md_in_html"])
    block_names.hasten(md)
    assert md.convert("<thing>\n\n*a*\n\n</thing>").startswith("<p>")
    md.block_level_elements.append("thing")
    assert md.convert("<thing>\n\n*a*\n\n</thing>").startswith("<thing>")
