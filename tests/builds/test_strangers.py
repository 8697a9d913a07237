"""What strangers put into a registry, a snapshot or a page's front matter stays text on every theme."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from built import Site, broken_links

MARK = "xss()"
STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
HOSTILE = [
    "</title><script>xss()</script>",
    "<img src=x onerror=xss()>",
    '"><svg onload=xss()>',
    "{{ config }} {% raw %} {# x",
    "&lt;/title&gt;&lt;script&gt;xss()&lt;/script&gt;",
    "&amp;lt;script&amp;gt;xss()",
    "]]> <![CDATA[ <!-- --!> <!",
    "[x](javascript:xss()) ![y](//evil.example/i.png)",
    "\x02wzxhzdk:0\x03 \x02klzzwxh:0001\x03",
    "\u202egnitset\u202c | `code` *em* << resource:r1 >>",
    "A|B\\|C $x$ \\$ &#x27; ${y}",
    "'onmouseover='xss()",
]


def _site(root: Path, theme: str) -> Site:
    entries = []
    for number, text in enumerate(HOSTILE):
        entries.append(
            {
                "id": f"r{number}",
                "title": text,
                "type": text,
                "authors": [text, text],
                "publication": text,
                "tags": [text],
                "summary": text,
                "credibility": 3,
                "credibility_reason": text,
                "url": f"https://example.org/{number}?q=<script>xss()</script>&x='\"",
                "cited_by": [{"title": text, "url": "https://example.org/p", "type": text}],
                "key_points": [text],
                "snapshot": {"text": f"# {text}\n\n{text} and a sentence that is long enough to be an excerpt of its own.\n"},
            }
        )
    cards = "\n\n".join(
        f"<< resource:r{n} >>\n\nIn text << resource:r{n} >>, << resource:r{n} view=number >>.\n\n## H << resource:r{n} >>"
        for n in range(len(HOSTILE))
    )
    lists = (
        "<< resources sort=title view=grid >>\n\n<< resources view=table >>\n\n<< resources view=list >>\n\n<< references >>\n"
    )
    pages = {
        "index.md": f"---\ntype: {json.dumps(HOSTILE[0])}\n---\n# Home\n\n{cards}\n\n{lists}",
        "other.md": "# Other\n\n<< resource:r0 >>\n",
    }
    for number in range(len(HOSTILE)):
        pages[f"own{number}.md"] = (
            f"# << resource:r{number} >>\n\n[link << resource:r{number} >>](other.md) ![<< resource:r{number} >>](x.png)\n"
        )
    return Site(root, pages, json.dumps(entries), options="pages: all", theme=theme)


@pytest.mark.parametrize("theme", ["material", "mkdocs", "readthedocs"])
def test_nothing_becomes_markup(tmp_path: Path, theme: str) -> None:
    built = _site(tmp_path, theme).build()
    for name in sorted(name for name in built.files if name.endswith(".html")):
        soup = BeautifulSoup(built.html(name), "html5lib")
        for script in soup.select("script"):
            if script.get("type") != "application/ld+json":
                # The theme readthedocs puts a page's name into a string, as JSON.
                assert MARK not in STRING.sub("", script.decode_contents()), name
        for element in soup.find_all(True):
            for attribute, value in element.attrs.items():
                assert not attribute.startswith("on"), (name, element)
                if attribute in ("href", "src"):
                    assert not str(value).strip().lower().startswith(("javascript:", "data:", "vbscript:")), (name, element)
                if attribute == "src":
                    assert "evil.example" not in str(value)
        for part in soup.select("[class^=rc-]"):
            assert part.select("img, script, iframe, style") == [], name
        assert "\u202e" not in built.html(name)
        assert "\x02" not in built.html(name)
    assert broken_links(built) == []


def test_titles_read_as_written(tmp_path: Path) -> None:
    built = _site(tmp_path, "material").build()
    soup = BeautifulSoup(built.html("resources/r0/index.html"), "html5lib")
    assert soup.select_one("h1").get_text() == HOSTILE[0]
    assert soup.title.get_text().startswith(HOSTILE[0])
    assert soup.select_one(".rc-page__head") is not None


def test_another_template_engine_finds_nothing_to_evaluate(tmp_path: Path) -> None:
    built = _site(tmp_path, "material").build()
    assert "{{" not in built.html("own3/index.html").split("<script", 1)[0]
    for name in ("index.html", "own3/index.html", "resources/r3/index.html", "resources/index.html"):
        main = built.html(name).split("<article", 1)[1].rsplit("</article>", 1)[0]
        assert "{{" not in main
        assert "{%" not in main
        assert "{#" not in main
