"""What a style of a site's own says that CSL does not know: a warning at the place, while the style works."""

from __future__ import annotations

from pathlib import Path

import pytest

from mkdocs_resource_cards.cache import Cache
from mkdocs_resource_cards.citation_styles import StyleError
from mkdocs_resource_cards.citation_styles.files import find_style
from mkdocs_resource_cards.citation_styles.site_style import SiteStyle

HERE = Path(__file__).parent
NAMES = '<names variable="author"><name {}/></names>'
BRANCH = '<choose><if {}><text variable="title"/></if></choose>'


def style(body: str, attributes: str = "", before: str = "") -> str:
    """The body stands on the third line, from the first column on."""
    head = f'<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0" {attributes}>\n'
    return f"{head}{before}<citation><layout>\n{body}\n</layout></citation></style>"


def told(tmp_path: Path, text: str) -> list[str]:
    (tmp_path / "own.csl").write_text(text, encoding="utf-8")
    return [str(one) for one in SiteStyle("own.csl", tmp_path, "en", Cache(None)).problems]


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (NAMES.format('et-al-min="x"'), "3:32: invalid_style `et-al-min` of `name` must be a whole number, not `x`"),
        (NAMES.format('et-al-min=" 3 "'), ""),
        (
            '<text variable="title" fnt-style="italic"/>',
            "3:24: invalid_style `text` has no attribute `fnt-style` in CSL; did you mean `font-style`?",
        ),
        (
            '<text variable="title" font-style="italics"/>',
            "`font-style` of `text` must be `italic`, `normal` or `oblique`, not `italics`; did you mean `italic`?",
        ),
        (
            '<text variable="titel"/>',
            "3:7: invalid_style `variable` of `text` names the variable `titel`, which CSL does not know; did you mean `title",
        ),
        ('<text variable="author"/>', "names `author`, which is no variable of texts; show it with `names`"),
        ('<text variable="issued"/>', "names `issued`, which is no variable of texts; show it with `date`"),
        ('<names variable="title"/>', "names `title`, which is no variable of names; show it with `text`"),
        ('<text term="pagee"/>', "names the term `pagee`, which CSL does not know; did you mean `page`?"),
        (
            BRANCH.format('type="book motion-picture"'),
            "names the type `motion-picture`, which CSL does not know; did you",
        ),
        (BRANCH.format('position="first ibidem"'), "`position` of `if` must be"),
        (BRANCH.format('locator="pages"'), "names the kind of locator `pages`, which CSL does not know; did you mean `page`?"),
        (BRANCH.format('is-numeric="voluem"'), "names the variable `voluem`, which CSL does not know; did you mean `volume`?"),
        (BRANCH.format('match="any"'), "3:9: invalid_style `if` has no effect without `disambiguate`, `is-numeric`"),
        (
            '<choose><else><text value="a"/></else><if type="book"/></choose>',
            "3:9: invalid_style what follows `else` is never reached; put `else` last",
        ),
        ('<date variable="issued"><date-part name="yeer"/></date>', "must be `day`, `month` or `year`, not `yeer`"),
        ("<names variable='author'><nam/></names>", "3:26: invalid_style `names` must not hold `nam`; did you mean `name`?"),
        ('<group>In: <text variable="title"/></group>', "the words `In:` in `group` are not shown; write `<text value="),
        ("", "2:11: invalid_style `layout` is empty, so nothing is shown"),
        ('<text\n  variable="title"\n  colour="red"/>', "5:3: invalid_style `text` has no attribute `colour` in CSL"),
    ],
)
def test_what_has_no_effect_in_a_style_is_told_at_its_place(tmp_path: Path, body: str, message: str) -> None:
    found = told(tmp_path, style(body))
    assert message in "\n".join(found) if message else not found
    assert all(one.startswith("own.csl:") and "\n" not in one for one in found)


def test_what_stands_above_the_layouts_is_checked_too(tmp_path: Path) -> None:
    macros = '<macro name="a"><text variable="title"/></macro><macro name="a"><text value="b"/></macro>'
    found = told(tmp_path, style('<text macro="a"/>', 'default-locale="tlh" names-delimter=","', macros))
    assert [one.partition("invalid_style ")[2] for one in found] == [
        "`default-locale` is `tlh`, a language without words here; English ones are shown; use a code such as `de-DE`",
        "`style` has no attribute `names-delimter` in CSL; did you mean `names-delimiter`?",
        "the macro `a` is defined twice; the last one counts",
    ]


def test_a_style_that_is_kept_is_told_of_again(tmp_path: Path) -> None:
    (tmp_path / "own.csl").write_text(style('<text variable="titel"/>'), encoding="utf-8")
    cache = Cache(tmp_path)
    found = SiteStyle("own.csl", tmp_path, "en", cache).problems
    assert found
    assert SiteStyle("own.csl", tmp_path, "en", cache).problems == found


def test_styles_of_the_collection_are_not_checked_and_have_no_faults(tmp_path: Path) -> None:
    for name in ("apa", "chicago-notes-bibliography", "oscola", "nature", "din-1505-2", "gost-r-7-0-5-2008"):
        assert not SiteStyle(name, tmp_path, "en", Cache(None)).problems
        assert not told(tmp_path, find_style(name, HERE, "en").text.decode())


def test_a_branch_that_is_none_stops_the_style(tmp_path: Path) -> None:
    with pytest.raises(StyleError, match=r"holds `elseif`, which CSL does not allow there \(`else-if`\?\): line 3"):
        told(tmp_path, style('<choose><if type="book"/><elseif type="map"/></choose>'))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (b'\n<?xml version="1.0"?><style/>', "is not XML: nothing may stand before `<?xml`, not even an empty line"),
        ("<style>é</style>".encode("latin-1"), "; is it in UTF-8?"),
        (b'<?xml version="1.0" encoding="nope"?><style/>', "is not XML: unknown encoding"),
        (b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><style>&x;</style>', "is not XML: undefined entity"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(tmp_path: Path, text: bytes, message: str) -> None:
    (tmp_path / "own.csl").write_bytes(text)
    with pytest.raises(StyleError) as error:
        find_style("own.csl", tmp_path, "en").read()
    assert message in str(error.value)


@pytest.mark.parametrize("language", ["x" * 5000, "../../en-US", "*", "de_DE"])
def test_no_language_stops_a_style(tmp_path: Path, language: str) -> None:
    (tmp_path / "own.csl").write_text(style('<text term="and"/>', f'default-locale="{language}"'), encoding="utf-8")
    words = find_style("own.csl", tmp_path, "en").read().locale.term("and")
    assert words == ("und" if language == "de_DE" else "and")
