"""Pictures of resources: copied into the site, shown on cards, and never anything else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from builds.built import Site

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40


def site(root: Path, content: bytes | None = PNG, image: str = "images/lamp.png") -> Site:
    registry = f"- {{id: lamp, title: Lamp, url: 'https://lab.example/', authors: [A B], image: {image}}}\n"
    text = "# Home\n\n<< resource:lamp >>\n\nSee << resource:lamp >>.\n"
    made = Site(root, {"index.md": text, "deep/b.md": text}, registry=registry, theme="mkdocs")
    if content is not None:
        (root / "images").mkdir(exist_ok=True)
        (root / "images" / "lamp.png").write_bytes(content)
    return made


def test_a_picture_is_copied_once_and_stands_on_card_page_and_preview(tmp_path: Path) -> None:
    built = site(tmp_path).build(strict=True)
    copied = [path for path in built.files if path.startswith("assets/resource-cards/images/")]
    assert len(copied) == 1
    assert (built.folder / copied[0]).read_bytes() == PNG
    shown = {"index.html": "", "deep/b/index.html": "../../", "resources/lamp/index.html": "../../"}
    for path, up in shown.items():
        (image,) = built.soup(path).select("img.rc-thumb")
        assert image["src"] == f"{up}{copied[0]}"
        assert image["alt"] == ""
    assert f'src=\\"../images/{copied[0].rpartition("/")[2]}\\"' in built.html("assets/resource-cards/previews/0.js")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (None, "the file does not exist"),
        (b"<svg onload=alert(1)>", "it is not a PNG, JPEG, GIF, WebP or AVIF"),
        (PNG + b"\0" * 2_000_000, "it has more than 2 MB"),
    ],
)
def test_what_is_no_picture_is_told_and_not_shown(tmp_path: Path, content: bytes | None, reason: str) -> None:
    built = site(tmp_path, content).build()
    assert any(f"unusable_image the picture `images/lamp.png` cannot be shown: {reason}" in one for one in built.warnings)
    assert built.soup("index.html").select("img") == []
    assert not any("/images/" in path for path in built.files)


def test_no_link_leads_out_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(PNG)
    made = site(tmp_path / "site", None)
    (tmp_path / "site" / "images").mkdir(parents=True)
    os.symlink(tmp_path / "secret.png", tmp_path / "site" / "images" / "lamp.png")
    built = made.build()
    assert any("it is outside the registry's folder" in one for one in built.warnings)
    assert built.soup("index.html").select("img") == []
