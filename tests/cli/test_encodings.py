"""Pages in the encodings of the web, read as browsers read them."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from server import Server, answer
from sites import site
from webencodings import LABELS, lookup

from mkdocs_resource_cards.cli.metadata.page import codec_of, text_of
from mkdocs_resource_cards.excerpt import decode

WORDS = {
    "latin1": ("cp1252", "Gärten “neu” – 5 €"),
    "x-sjis": ("cp932", "①日本語の表題"),
    "euc-kr": ("cp949", "똠방각하의 제목"),
    "gb2312": ("gb18030", "镕基的标题"),
    "tis-620": ("cp874", "ชื่อเรื่อง…"),
    "koi8-r": ("koi8-r", "Заглавие"),
    "iso-2022-jp": ("iso2022_jp", "日本語の表題"),
    "iso-8859-9": ("cp1254", "Bahçe “yeni”"),
}


def page(label: str, title: str) -> str:
    return f"<html><head><meta charset={label}><title>{title}</title></head><body><p>{title}</p></body></html>"


@pytest.mark.parametrize("label", WORDS)
@pytest.mark.parametrize("where", ["page", "server", "file"])
def test_a_title_is_read_as_browsers_read_it(tmp_path: Path, server: Server, label: str, where: str) -> None:
    codec, title = WORDS[label]
    body = page("utf-8" if where == "server" else label, title).encode(codec)
    stated = f"text/html; charset={label}" if where == "server" else "text/html"
    server.pages["/a"] = answer(body, Content_Type=stated)
    run = site(tmp_path, server=server)
    (tmp_path / "a.html").write_bytes(body)
    ran = run("add", "a.html", "--url", "https://example.org/a") if where == "file" else run("add", server.url("/a"))
    assert ran.code == 0
    (entry,) = yaml.load(run.read("resources.yml"), Loader=yaml.BaseLoader)
    assert entry["title"] == title


def test_a_wrong_word_of_the_server_does_not_spoil_what_is_plainly_utf_8() -> None:
    for label in ("iso-8859-1", "windows-1251", "shift_jis", "utf-7", "no-such", "x" * 500):
        assert text_of("<title>Grüße “neu”".encode(), label) == "<title>Grüße “neu”"


def test_every_label_of_the_web_is_known() -> None:
    known = [label for label in LABELS if codec_of(label)]
    assert {LABELS[label] for label in LABELS} - {LABELS[label] for label in known} == {"replacement", "x-user-defined"}
    for label in known:
        ours = decode.codec_of(label)
        theirs = lookup(label)
        assert theirs is not None
        if ours and theirs.name != "gbk":
            assert codecs.lookup(ours).name == codecs.lookup(theirs.codec_info.name).name, label


@given(st.binary(max_size=300), st.sampled_from([*LABELS, "", "utf-7", "punycode", "zlib"]))
def test_any_bytes_under_any_label_are_a_text_or_none(body: bytes, label: str) -> None:
    found = text_of(body, label)
    assert found is None or isinstance(found, str)
