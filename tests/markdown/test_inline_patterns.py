"""While texts are gone through, the patterns are a table: same patterns, same order, and nobody else sees it."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from typing import Any

import pytest
from markdown import Markdown
from markdown.inlinepatterns import SimpleTextInlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import InlineProcessor
from rendering import OnePage

from mkdocs_resource_cards.markdown_ext.extension import ResourceCardsExtension
from mkdocs_resource_cards.markdown_ext.pattern_registry import PatternTable


class Seen(SimpleTextInlineProcessor):
    """Notes what the processor that calls it goes through."""

    patterns: Any = None

    def handleMatch(self, m: Any, data: str) -> Any:  # noqa: N802
        self.patterns = self.md.treeprocessors["inline"].inlinePatterns
        return super().handleMatch(m, data)


def markdown() -> Markdown:
    return Markdown(extensions=[ResourceCardsExtension(OnePage())])


def test_a_list_while_texts_are_gone_through_and_the_registry_before_and_after() -> None:
    md = markdown()
    seen = Seen("(!seen!)", md)
    md.inlinePatterns.register(seen, "seen", 5)
    assert "!seen!" in md.convert("*a* !seen! `b`")
    assert type(seen.patterns) is PatternTable
    assert list(seen.patterns) == list(md.inlinePatterns)
    assert md.treeprocessors["inline"].inlinePatterns is md.inlinePatterns


def test_a_pattern_that_comes_while_a_page_is_converted_counts() -> None:
    class Late(Preprocessor):
        def run(self, lines: list[str]) -> list[str]:
            md.inlinePatterns.register(seen, "seen", 500)
            return lines

    md = markdown()
    seen = Seen("(!seen!)", md)
    md.preprocessors.register(Late(md), "late", 1)
    md.convert("!seen!")
    assert seen.patterns[0] is seen


def test_a_processor_of_somebody_elses_keeps_what_it_has() -> None:
    class Own(InlineProcessor):
        def run(self, tree: etree.Element, ancestors: Any = None) -> etree.Element:
            self.seen = self.inlinePatterns
            return super().run(tree, ancestors)

    md = markdown()
    own = Own(md)
    md.treeprocessors.register(own, "inline", 20)
    md.convert("*a*")
    assert own.seen is md.inlinePatterns
    md.treeprocessors.deregister("inline")
    assert md.convert("*a*") == "<p>*a*</p>"


def test_what_fails_on_one_page_does_not_last() -> None:
    class Failing(Seen):
        def handleMatch(self, m: Any, data: str) -> Any:  # noqa: N802
            raise ValueError

    md = markdown()
    md.inlinePatterns.register(Failing("(!fail!)", md), "fail", 5)
    try:
        md.convert("!fail!")
    except ValueError:
        md.inlinePatterns.deregister("fail")
    assert md.convert("*a* !fail!") == "<p><em>a</em> !fail!</p>"
    assert md.treeprocessors["inline"].inlinePatterns is md.inlinePatterns


def test_the_table_answers_what_a_registry_answers() -> None:
    registry = Markdown(extensions=["footnotes"]).inlinePatterns
    patterns = PatternTable(registry)
    assert (list(patterns), len(patterns)) == (list(registry), len(registry))
    for number in range(-2, 3):
        assert (type(patterns[number]), patterns[number].pattern) == (type(registry[number]), registry[number].pattern)
    assert patterns["escape"] is registry["escape"]
    assert ("escape" in patterns, "no such" in patterns, registry["link"] in patterns) == (True, False, True)
    assert patterns.get_index_for_name("link") == registry.get_index_for_name("link")
    with pytest.raises(KeyError):
        patterns["no such"]


def test_what_is_registered_meanwhile_is_used_at_once() -> None:
    registry = Markdown().inlinePatterns
    patterns, added = PatternTable(registry), SimpleTextInlineProcessor("x")
    patterns.register(added, "mine", 500)
    assert (patterns[0], registry["mine"]) == (added, added)
    patterns.deregister("mine")
    assert (added in patterns, list(patterns)) == (False, list(registry))


def test_registries_have_no_public_name_that_the_table_lacks() -> None:
    """A new version of Python-Markdown with one fails here."""
    assert {name for name in dir(Markdown().inlinePatterns) if not name.startswith("_")} <= set(dir(PatternTable([])))
