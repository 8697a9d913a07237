"""Every host, and the themes people use there, on the matrix site."""

from __future__ import annotations

from collections.abc import Iterator

from . import checks
from .case import Case

MKDOCS = ("mkdocs==1.6.1", "mkdocs-material==9.8.1")
PROPERDOCS = (
    "properdocs==1.6.7",
    "properdocs-theme-mkdocs==1.6.7",
    "properdocs-theme-readthedocs==1.6.5",
    "pymdown-extensions==13.1",
)
PROPERDOCS_MATERIAL = ("properdocs==1.6.7", "mkdocs-material==9.8.1")
MATERIALX = ("mkdocs==1.6.1", "properdocs==1.6.7", "mkdocs-materialx==10.2.2")
ZENSICAL = ("zensical==0.0.73",)

BUILD_PROPERDOCS = (("properdocs", "build", "--strict"),)
BUILD_ZENSICAL = (("zensical", "build", "--strict", "--clean"),)
WATCH = "watch: [resources.yml, docs]"


def previews_are_there(site: checks.Site) -> Iterator[str]:
    for path in ("index.html", "guide/a/index.html"):
        files = sorted((site.folder / "assets" / "resource-cards" / "previews").glob("*.js"))
        held = [str(one) for one in (*site.pages[path].find_all("template"), *(file.read_text("utf-8") for file in files))]
        if not any("rc-pop-" in one for one in held):
            yield f"{path}: no preview"
        if not site.pages[path].select("script[data-rc-peek], template[data-rc-peek]"):
            yield f"{path}: nothing opens previews"


def nothing_is_generated(site: checks.Site) -> Iterator[str]:
    """Zensical generates no page, so nothing may lead to one."""
    if (site.folder / "resources").exists():
        yield "there are pages of resources"


def written_pages_are_there(site: checks.Site) -> Iterator[str]:
    yield from checks.pages_are_generated(site)
    footer = site.pages["guide/a/index.html"].select_one(".rc-card__foot a")
    if footer is None or footer["href"] != "../../resources/alpha/":
        yield "the card does not lead to its page"


def _case(name: str, env: str, requirements: tuple[str, ...], **more: object) -> Case:
    settings: dict[str, object] = {
        "shows": (requirements[0].partition("=")[0],),
        "checks": (checks.pages_are_generated, previews_are_there),
        "orders": ("after",),
        **more,
    }
    return Case(name, env, requirements, **settings)  # type: ignore[arg-type]


def _mkdocs(theme: str, name: str = "", **more: object) -> Case:
    is_plain = theme in ("mkdocs", "readthedocs")
    settings: dict[str, object] = {
        "theme": theme,
        "theme_options": "" if is_plain else ", font: false",
        "shows": ("mkdocs",) if is_plain else ("mkdocs", "mkdocs-material"),
        **more,
    }
    return _case(name or f"MkDocs, {theme}", "mkdocs", MKDOCS, **settings)


def _zensical(name: str, **more: object) -> Case:
    settings: dict[str, object] = {
        "commands": BUILD_ZENSICAL,
        "ours": "",
        "extensions": "- resource_cards: {strict: true}",
        "config": WATCH,
        "checks": (nothing_is_generated, previews_are_there),
        **more,
    }
    return _case(name, "zensical", ZENSICAL, **settings)


WRITE = """\
from pathlib import Path
from mkdocs_resource_cards.source_site import SiteConfig, SourceSite, write_assets, write_pages

root = Path.cwd()
write_pages(SourceSite(SiteConfig(root, docs=root / "docs")))
write_assets(root / "docs")
"""
BOTH = "- resource_cards: {excerpt: 500}"
"""The extension beside the plugin: one configuration for every host."""

CASES = (
    _mkdocs("material"),
    _mkdocs("mkdocs"),
    _mkdocs("readthedocs"),
    _mkdocs("material", "MkDocs, files with .html", config="use_directory_urls: false", checks=(checks.pages_are_generated,)),
    _case(
        "ProperDocs, mkdocs",
        "properdocs",
        PROPERDOCS,
        commands=BUILD_PROPERDOCS,
        theme="mkdocs",
        theme_options="",
    ),
    _case(
        "ProperDocs, readthedocs", "properdocs", PROPERDOCS, commands=BUILD_PROPERDOCS, theme="readthedocs", theme_options=""
    ),
    _case(
        "ProperDocs, material",
        "properdocs-material",
        PROPERDOCS_MATERIAL,
        commands=BUILD_PROPERDOCS,
        shows=("properdocs", "mkdocs-material"),
    ),
    _case("MkDocs, materialx", "materialx", MATERIALX, theme="materialx", shows=("mkdocs", "mkdocs-materialx")),
    _case(
        "ProperDocs, materialx",
        "materialx",
        MATERIALX,
        theme="materialx",
        commands=BUILD_PROPERDOCS,
        shows=("properdocs", "mkdocs-materialx"),
    ),
    _zensical("Zensical"),
    _zensical("Zensical, classic", theme_options=", font: false, variant: classic"),
    _zensical(
        "Zensical, pages and assets written",
        files={"write.py": WRITE},
        commands=(("python", "write.py"), *BUILD_ZENSICAL),
        checks=(written_pages_are_there, previews_are_there),
    ),
    _mkdocs("material", "plugin and extension, MkDocs", extensions=BOTH, config=WATCH),
    _case(
        "plugin and extension, ProperDocs",
        "properdocs",
        PROPERDOCS,
        commands=BUILD_PROPERDOCS,
        theme="mkdocs",
        theme_options="",
        extensions=BOTH,
        config=WATCH,
    ),
    _zensical("plugin and extension, Zensical", ours="resource-cards", extensions=BOTH),
)
