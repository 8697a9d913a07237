"""What a theme puts around generated pages is rendered once for many: no page may show it."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from builds.built import Site
from jinja2 import DictLoader
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from mkdocs_resource_cards.hosts.mkdocs import page_shells
from mkdocs_resource_cards.hosts.mkdocs.generated_files import GeneratedPage, page_file
from mkdocs_resource_cards.hosts.mkdocs.page_shells import PageShells

PLAIN = "<title>{{ page.title | striptags }}</title>{{ page.content }}{{ page.canonical_url }}"
WRITTEN = [
    PLAIN,
    "{{ page.title }} {{ page.title | e }} {{ page.title | striptags | e }} {{ page.title | urlencode }}{{ '/' ~ page.url }}",
    "{% if page.meta and page.meta.description %}{{ page.meta.description | e }}{% endif %}",
    "{% if '<h1' not in page.content %}<h1>{{ page.title | d('none', true) }}</h1>{% endif %}{{ page.content }}",
    "{% for item in page.toc %}<a href='{{ item.url }}'>{{ item.title }}</a>{% endfor %}{{ page.edit_url }}",
    "{{ page.is_homepage }}{{ page.file.inclusion }}{% for key in page.meta %}{{ key }}{% endfor %}{{ 'x.css' | url }}",
    "{% if page.title == 'Title 3' %}third{% endif %}{% if page.title in ['Title 4'] %}fourth{% endif %}",
    "{% if 'rare' in page.content %}rare{% endif %}{% if page.url.startswith('resources/n2') %}second{% endif %}",
    "{% set part = 'blob' if '/blob/' in page.edit_url else 'edit' %}{{ page.edit_url | replace(part, 'raw') }}",
]
LOOKED_INTO = [
    "{{ page.content | length }}",
    "{{ page.content | wordcount // 3 }} minutes",
    "{{ page.content | striptags | length // 20 }} minutes",
    "{{ page.title | upper }}{{ page.title[0] }}",
    "{{ page.title | truncate(12) }}",
    "{{ page.title | sort | join }}",
    "{{ page.edit_url | replace('edit', 'view') }}",
    "{{ page.url | replace('resources/', '') }}{{ page.url.split('/') }}",
    "{{ page.file.src_uri }}{{ page.file.name }}",
    "{{ page.meta | length }}{{ page.meta.description | tojson }}",
    "{% if page.title < 'Title 3' %}below{% endif %}{{ {'Title 5': 'fifth'}[page.title] | d('') }}",
    "{{ page }}{{ build_date_utc }}",
    "{{ ['a tip'] | random }}{{ ['a', 'b', 'c', 'd'] | random }}",
    "{{ ['the only tip'] | random }}",
]


def made(config: MkDocsConfig, number: int, text: str) -> Page:
    page = GeneratedPage(page_file(config, f"resources/n{number}.md", "page.html"), config, f"Title {number}{text}")
    page.content = f"<h1>{page.title}</h1>{text * number}"
    page.meta["description"] = f"About {number}{text}"
    page.edit_url = f"https://a.example/edit/main/resources.yml#L{number}"
    return page


@pytest.mark.parametrize("template", [*WRITTEN, *LOOKED_INTO])
def test_a_page_is_as_if_its_template_had_been_rendered(tmp_path: Path, template: str) -> None:
    config = MkDocsConfig()
    config.load_dict({"site_name": "A", "site_url": "https://a.example/b/", "docs_dir": str(tmp_path)})
    assert config.validate() == ([], [])
    env = config.theme.get_env()
    env.loader = DictLoader({"main.html": template})
    texts = ["", " & <b>", " a rare one", ' "it\'s" {{ x }} ', " é zq7r\n", " & more words than the others hold"]
    pages = [made(config, number, texts[number % len(texts)]) for number in range(12)]
    pages[7].title = "Title"  # by another plugin
    pages[8].content = ""
    pages[9].meta["hide"] = ["toc"]
    shells, nav, built, rendered = PageShells(env, config), Navigation([], []), [], []
    shells.lend(pages)
    for page in pages:
        lent = env.get_template(page.meta.get("template", "main.html"))
        shells.take_back(page)
        context = {"page": page, "nav": nav, "base_url": "../..", "config": config, "build_date_utc": page.title}
        random.seed(page.url)
        built.append(lent.render(context))
        random.seed(page.url)
        rendered.append(env.get_template("main.html").render(context))
    assert built == rendered
    found = [shell for shell, _ in shells._shells.values()]
    assert all(found) == (template in WRITTEN)
    assert len(found) == 1


def test_pages_are_rendered_where_something_unknown_may_look_at_them(tmp_path: Path) -> None:
    config = MkDocsConfig()
    config.load_dict({"site_name": "A", "docs_dir": str(tmp_path), "plugins": ["search"]})
    assert config.validate() == ([], [])
    env = config.theme.get_env()
    assert PageShells(env, config).is_usable
    config.plugins.events["page_context"].append(lambda context, **others: context)
    assert not PageShells(env, config).is_usable
    config.plugins.events["page_context"].pop()
    for place in (env.filters, env.tests, env.globals):
        place["other"] = str.upper
        assert not PageShells(env, config).is_usable
        place.pop("other")
    env.filters["upper"] = str.upper
    assert not PageShells(env, config).is_usable


def test_pages_are_rendered_where_templates_of_the_site_look_at_them(tmp_path: Path) -> None:
    def is_usable(template: str) -> bool:
        (tmp_path / "own").mkdir(exist_ok=True)
        (tmp_path / "own" / "main.html").write_text(f'{{% extends "base.html" %}}{template}', encoding="utf-8")
        config = MkDocsConfig()
        theme = {"name": "mkdocs", "custom_dir": str(tmp_path / "own")}
        config.load_dict({"site_name": "A", "docs_dir": str(tmp_path), "theme": theme})
        assert config.validate() == ([], [])
        return PageShells(config.theme.get_env(), config).is_usable

    assert is_usable("{% block announce %}News{% endblock %}")
    assert not is_usable("{% block content %}{% if page.title | striptags == 'Title 3' %}third{% endif %}{% endblock %}")


THEMES = {
    "material": "theme: {name: material, language: de, features: [navigation.instant, navigation.tabs, content.action.edit]}\n"
    "repo_url: https://github.com/a/b\nedit_uri: edit/main/docs/\n",
    "readthedocs": "theme: readthedocs\nuse_directory_urls: false\n",
}


@pytest.mark.parametrize("theme", THEMES)
def test_a_site_is_the_same_as_without_shells(tmp_path: Path, theme: str, monkeypatch: pytest.MonkeyPatch) -> None:
    entries = [
        f"- {{id: r{number}, title: 'Title & <{number}>', url: 'https://a.example/{number}', authors: [Ann {number}]}}\n"
        for number in range(8)
    ]
    page = "# Home\n\n" + " ".join(f"<< resource:r{number} >>" for number in range(8))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    sites = []
    for name, worth in (("with", 2), ("without", 10**6)):
        monkeypatch.setattr(page_shells, "_WORTH", worth)
        built = Site(tmp_path / name, {"index.md": page}, "".join(entries), theme=THEMES[theme]).build(strict=True)
        sites.append({path: (built.folder / path).read_bytes() for path in built.files if not path.endswith(".gz")})
    assert sites[0] == sites[1]
