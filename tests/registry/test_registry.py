from __future__ import annotations

import os
from pathlib import Path

import pytest
from registry_helpers import many, read, said

from mkdocs_resource_cards.cache import Cache
from mkdocs_resource_cards.model import Location
from mkdocs_resource_cards.problems import CODES
from mkdocs_resource_cards.registry import Registry, RegistryError, load, lookup

TWO = "- {id: Ab1, title: One, stable_id: sid_X, aliases: [one.x]}\n- {id: b, title: Two}\n"


@pytest.fixture(params=["memory", "cold", "warm"])
def registry(request: pytest.FixtureRequest, tmp_path: Path) -> Registry:
    if request.param == "memory":
        return read(tmp_path, TWO)
    cache = Cache(tmp_path / ".cache")
    found = read(tmp_path, TWO, cache)
    return found if request.param == "cold" else read(tmp_path, TWO, cache)


def test_is_found_by_every_key(registry: Registry) -> None:
    assert [registry[key].id for key in ("Ab1", "sid_X", "one.x", "b")] == ["Ab1", "Ab1", "Ab1", "b"]


@pytest.mark.parametrize("key", ["ab1", "AB1", "sid_x", "", "zzz", "Ab1 ", "\ud800"])
def test_keys_match_exactly(registry: Registry, key: str) -> None:
    assert key not in registry
    assert registry.get(key) is None
    with pytest.raises(KeyError):
        registry[key]


def test_what_is_no_text_is_no_key(registry: Registry) -> None:
    assert 7 not in registry


def test_is_a_mapping_of_ids_in_order(registry: Registry) -> None:
    assert (list(registry), len(registry)) == (["Ab1", "b"], 2)
    assert [resource.title for resource in registry.values()] == ["One", "Two"]
    assert [resource.title for resource in registry.resources()] == ["One", "Two"]


def test_prefetch_is_only_faster(registry: Registry) -> None:
    registry.prefetch(["b", "zzz", "sid_X"])
    assert (registry["b"].title, registry["sid_X"].title, "zzz" in registry) == ("Two", "One", False)


def test_may_be_used_after_it_was_closed(registry: Registry) -> None:
    registry.close()
    assert (registry["b"].title, list(registry)) == ("Two", ["Ab1", "b"])


def test_more_resources_than_are_remembered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lookup, "_REMEMBERED", 10)
    registry = read(tmp_path, many(50), Cache(tmp_path / ".cache"))
    registry.prefetch(list(registry))
    assert [registry[key].id for key in registry] == list(registry)


def test_lists_its_files(tmp_path: Path) -> None:
    (tmp_path / "reg").mkdir()
    for name in ("b.yml", "a.yaml", "c.txt"):
        (tmp_path / "reg" / name).write_text("")
    assert load([Path("reg")], tmp_path, Cache(None)).files == (tmp_path / "reg/a.yaml", tmp_path / "reg/b.yml")


def test_every_problem_has_a_code_and_a_place(tmp_path: Path) -> None:
    registry = read(tmp_path, "- id: a\n  titel: x\n- [\n- {id: b, title: B, url: x, published: y}\n")
    assert {problem.code for problem in registry.problems} <= set(CODES)
    assert [problem.location for problem in registry.problems] == [
        Location("resources.yml", 1, 3),
        Location("resources.yml", 3, 1),
        Location("resources.yml", 4, 26),
        Location("resources.yml", 4, 40),
    ]


BYTES = {
    "bom": b"\xef\xbb\xbf- {id: a, title: T\xc3\xa4}\n",
    "crlf": "- id: a\r\n  title: Tä\r\n".encode(),
    "cr": "- id: a\r  title: Tä\r".encode(),
    "utf-16": "- {id: a, title: Tä}\n".encode("utf-16"),
    "no end of line": "- {id: a, title: Tä}".encode(),
}


@pytest.mark.parametrize("form", BYTES)
def test_encodings_and_line_ends_without_a_word(tmp_path: Path, form: str) -> None:
    registry = read(tmp_path, BYTES[form])
    assert (registry["a"].title, said(registry)) == ("Tä", [])


def test_block_texts_keep_their_lines_under_crlf(tmp_path: Path) -> None:
    registry = read(tmp_path, b"- id: a\r\n  title: T\r\n  abstract: |\r\n    One\r\n\r\n    Two\r\n- id: a\r\n")
    assert registry["a"].abstract == "One\n\nTwo"
    assert said(registry) == ["resources.yml:7:3: invalid_entry a resource needs `title`; the entry is left out"]


def test_bytes_that_are_not_utf8_cost_one_message(tmp_path: Path) -> None:
    registry = read(tmp_path, "- id: a\n  title: Grüße\n- {id: b, title: Ü}\n".encode("latin-1"))
    assert [resource.title for resource in registry.resources()] == ["Gr\ufffd\ufffde", "\ufffd"]
    assert said(registry) == [
        "resources.yml:2:12: invalid_yaml the file is not UTF-8 (byte 0xfc); such bytes are shown as \ufffd"
    ]


def test_control_characters_cost_one_message(tmp_path: Path) -> None:
    registry = read(tmp_path, "- id: a\n  title: A\0B\x1bC\n  url: https://example.org/\ufeff\n  credibility: 9\n")
    assert (registry["a"].title, registry["a"].url) == ("ABC", "https://example.org/")
    assert said(registry) == [
        "resources.yml:2:11: invalid_yaml control characters such as U+0000 are left out",
        "resources.yml:4:16: invalid_field `credibility`: expected a whole number from 1 to 5, found `9`",
    ]


def test_a_control_character_is_found_in_any_part_of_a_large_file(tmp_path: Path) -> None:
    padding = "# " + "ä" * 70 + "\n"
    registry = read(tmp_path, padding * 20_000 + "- {id: a, title: A\x85B\x9cC}\n")
    assert registry["a"].title == "A BC"
    assert said(registry) == ["resources.yml:20001:21: invalid_yaml control characters such as U+009C are left out"]


def test_separators_that_editors_do_not_count_as_lines(tmp_path: Path) -> None:
    registry = read(tmp_path, "- {id: a, title: A\u2028B\u2029C}\n- {id: b}\n")
    assert registry["a"].title == "A B C"
    assert [problem.location.line for problem in registry.problems] == [2]


def test_the_python_parser_finds_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import yaml

    from mkdocs_resource_cards.registry import events

    text = (
        '- id: a\n  title: "T\\ud800"\n  x: &y [*y]\n- {id: 01, title: [x]\n'
        "- id: c\n  title: !ENV c\n- {id: d, title: D, tags: [a]}\n"
    )
    expected = read(tmp_path, text.replace("\\ud800", ""))
    monkeypatch.setattr(events, "_Loader", yaml.SafeLoader)
    found = read(tmp_path, text)
    assert found.resources() == expected.resources()
    assert [problem.code for problem in found.problems] == [problem.code for problem in expected.problems]


def test_problems_do_not_come_without_end(tmp_path: Path) -> None:
    registry = read(tmp_path, "- x\n" * 10_050)
    assert len(registry.problems) == 10_001
    assert said(registry)[-1] == "resources.yml: invalid_yaml 50 more problems in this file are not listed"


class TestSources:
    def test_a_missing_source_is_one_line(self, tmp_path: Path) -> None:
        with pytest.raises(RegistryError) as caught:
            load([Path("no/such.yml")], tmp_path, Cache(None))
        assert str(caught.value) == "no/such.yml: there is no such registry file or folder"

    @pytest.mark.parametrize(
        ("named", "meant"),
        [
            ("docs/resources.yml", "resources.yml"),
            ("library.bib", "data/library.bib"),
            ("data/libary.bib", "data/library.bib"),
            ("docs/resource.yml", "resources.yml"),
            ("registry", ""),
        ],
    )
    def test_a_source_in_the_wrong_folder_is_told_the_right_one(self, tmp_path: Path, named: str, meant: str) -> None:
        for one in ("resources.yml", "docs/resources/index.md", "data/library.bib"):
            (tmp_path / one).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / one).write_text("resources:\n")
        with pytest.raises(RegistryError) as caught:
            load([Path(named)], tmp_path, Cache(None))
        hint = f"; did you mean `{meant}`?" if meant else ""
        assert str(caught.value) == f"{named}: there is no such registry file or folder{hint}"

    @pytest.mark.skipif(os.name == "nt", reason="there it is the path")
    def test_a_path_as_windows_writes_it_is_told_its_signs(self, tmp_path: Path) -> None:
        (tmp_path / "data").mkdir()
        (tmp_path / "data" / "r.yml").write_text("resources:\n")
        with pytest.raises(RegistryError, match=r"; write `/` between the parts of a path"):
            load([tmp_path / "data\\r.yml"], tmp_path, Cache(None))

    def test_a_pattern_is_no_file(self, tmp_path: Path) -> None:
        (tmp_path / "a.bib").write_text("")
        with pytest.raises(RegistryError, match="name each file: `\\*` stands for nothing here"):
            load([Path("*.bib")], tmp_path, Cache(None))

    def test_a_folder_of_bibliographies_alone_is_told_how_to_name_them(self, tmp_path: Path) -> None:
        (tmp_path / "refs/more").mkdir(parents=True)
        (tmp_path / "refs/a.bib").write_text("@book{k, title={T}}")
        (tmp_path / "refs/more/b.ris").write_text("")
        message = "the folder holds no YAML, and bibliographies are read only where the option `registry` names each of them"
        fix = "write `registry: [refs/a.bib, refs/more/b.ris]`"
        assert said(load([Path("refs")], tmp_path, Cache(None))) == [f"refs: skipped_file {message}; {fix}"]
        (tmp_path / "refs/r.yml").write_text("- {id: a, title: A}")
        assert said(load([Path("refs")], tmp_path, Cache(None))) == []

    def test_a_bibliography_of_another_format_is_told_which_are_read(self, tmp_path: Path) -> None:
        (tmp_path / "library.rdf").write_text("<?xml version='1.0'?><rdf/>")
        (told,) = said(load([Path("library.rdf")], tmp_path, Cache(None)))
        assert told.endswith("; export a bibliography as BibTeX (`.bib`), RIS (`.ris`) or CSL-JSON (`.json`)")

    def test_bibtex_in_a_file_of_yaml_is_told(self, tmp_path: Path) -> None:
        (told,) = said(read(tmp_path, "@book{k,\n  title = {T},\n}\n"))
        assert told.endswith("; this is BibTeX: let the name of the file end in `.bib`")

    @pytest.mark.parametrize("target", ["nowhere.yml", "resources.yml"])
    def test_a_broken_link_is_missing(self, tmp_path: Path, target: str) -> None:
        (tmp_path / "resources.yml").symlink_to(target)
        with pytest.raises(RegistryError, match="no such registry file or folder: the symbolic link leads to nothing"):
            load([Path("resources.yml")], tmp_path, Cache(None))

    def test_a_source_may_lie_outside_the_root(self, tmp_path: Path) -> None:
        (tmp_path / "shared.yml").write_text("- {id: a, title: }")
        (tmp_path / "site").mkdir()
        registry = load([Path("../shared.yml")], tmp_path / "site", Cache(None))
        assert said(registry) == ["../shared.yml:1:11: invalid_entry a resource needs `title`; the entry is left out"]

    def test_an_absolute_source(self, tmp_path: Path) -> None:
        (tmp_path / "reg.yml").write_text("- {id: a, title: A}")
        registry = load([tmp_path / "reg.yml"], tmp_path, Cache(None))
        assert registry["a"].location.path == "reg.yml"

    def test_a_link_that_leads_out_is_refused(self, tmp_path: Path) -> None:
        (tmp_path / "secret.yml").write_text("- {id: secret, title: S}")
        site = tmp_path / "site"
        site.mkdir()
        (site / "resources.yml").symlink_to(tmp_path / "secret.yml")
        with pytest.raises(RegistryError, match="a symbolic link that leads outside"):
            load([Path("resources.yml")], site, Cache(None))

    def test_a_link_within_the_site_is_followed(self, tmp_path: Path) -> None:
        (tmp_path / "data").mkdir()
        (tmp_path / "data" / "r.yml").write_text("- {id: a, title: A}")
        (tmp_path / "resources.yml").symlink_to("data/r.yml")
        assert "a" in load([Path("resources.yml")], tmp_path, Cache(None))

    @pytest.mark.posix
    def test_a_pipe_is_refused(self, tmp_path: Path) -> None:
        import os

        os.mkfifo(tmp_path / "resources.yml")
        with pytest.raises(RegistryError, match="neither a file nor a folder"):
            load([Path("resources.yml")], tmp_path, Cache(None))

    @pytest.mark.posix
    def test_what_a_folder_passes_over_is_told(self, tmp_path: Path) -> None:
        import os

        folder, outside = tmp_path / "site" / "reg", tmp_path / "outside"
        (folder / "inner").mkdir(parents=True)
        (folder / "inner" / "a.yml").write_text("- {id: a, title: A}")
        outside.mkdir()
        (outside / "x.yml").write_text("- {id: x, title: X}")
        os.mkfifo(folder / "pipe.yml")
        (folder / "link.yml").symlink_to(outside / "x.yml")
        (folder / "linked").symlink_to(outside)
        (folder / "same").symlink_to(folder / "inner")
        (folder / "twice.yml").symlink_to(folder / "inner" / "a.yml")
        (folder / "broken.yml").symlink_to(folder / "nothing")
        (folder / "image.png").symlink_to(outside / "x.yml")
        registry = load([Path("reg")], tmp_path / "site", Cache(None))
        assert list(registry) == ["a"]
        assert said(registry) == [
            "reg/broken.yml: skipped_file this is not a regular file",
            "reg/link.yml: skipped_file a symbolic link that leads outside the registry's folder is not followed",
            "reg/linked: skipped_file a symbolic link that leads outside the registry's folder is not followed",
            "reg/pipe.yml: skipped_file this is not a regular file",
        ]

    def test_a_folder_is_read_so_deep_and_not_deeper(self, tmp_path: Path) -> None:
        folder = tmp_path / "reg"
        for depth in range(100):
            folder.mkdir()
            (folder / "x.yml").write_text(f"- {{id: d{depth}, title: X}}")
            folder /= "d"
        registry = load([Path("reg")], tmp_path, Cache(None))
        assert set(registry) == {f"d{depth}" for depth in range(65)}
        assert said(registry) == [f"reg{'/d' * 65}: skipped_file the folder is nested more than 64 folders deep"]

    def test_a_link_to_a_neighbour_with_a_longer_name_leads_out(self, tmp_path: Path) -> None:
        (tmp_path / "reg").mkdir()
        (tmp_path / "reg-secret").mkdir()
        (tmp_path / "reg-secret" / "x.yml").write_text("- {id: x, title: X}")
        (tmp_path / "reg" / "x.yml").symlink_to("../reg-secret/x.yml")
        registry = load([Path("reg")], tmp_path, Cache(None))
        assert (list(registry), len(registry.problems)) == ([], 1)

    def test_a_file_that_is_too_large(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        from mkdocs_resource_cards.registry import sources

        monkeypatch.setattr(sources, "MAX_BYTES", 2 * 1024 * 1024)
        (tmp_path / "reg").mkdir()
        (tmp_path / "reg" / "a.yml").write_text("#" * (2 * 1024 * 1024 + 1))
        (tmp_path / "reg" / "b.yml").write_text("- {id: b, title: B}")
        registry = load([Path("reg")], tmp_path, Cache(tmp_path / ".cache"))
        assert list(registry) == ["b"]
        assert said(registry) == [
            "reg/a.yml: skipped_file the file is larger than 2 MB; split it and name its folder as the registry"
        ]

    def test_a_file_that_vanishes_while_it_is_read(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        import os

        (tmp_path / "reg").mkdir()
        (tmp_path / "reg" / "a.yml").write_text("")
        opened = os.open

        def vanish(path: str, *args: int) -> int:
            Path(path).unlink(missing_ok=True)
            return opened(path, *args)

        monkeypatch.setattr(os, "open", vanish)
        registry = load([Path("reg")], tmp_path, Cache(None))
        assert said(registry) == ["reg/a.yml: skipped_file the file cannot be read: No such file or directory"]
        (tmp_path / "b.yml").write_text("")
        with pytest.raises(RegistryError, match=r"^b\.yml: the file cannot be read: No such file or directory$"):
            load([Path("b.yml")], tmp_path, Cache(None))

    def test_file_names_cannot_upset_a_terminal(self, tmp_path: Path) -> None:
        (tmp_path / "reg").mkdir()
        (tmp_path / "reg" / "a\n\x1b[31m::error::.yml").write_text("- x")
        location = load([Path("reg")], tmp_path, Cache(None)).problems[0].location.path
        assert location == "reg/a\ufffd\ufffd[31m::error::.yml"

    def test_file_names_that_are_not_utf8(self, tmp_path: Path) -> None:
        import os

        (tmp_path / "reg").mkdir()
        with open(os.fsencode(tmp_path / "reg") + b"/\xff.yml", "w") as file:
            file.write("- {id: a, title: A}")
        for _ in range(2):
            assert load([Path("reg")], tmp_path, Cache(tmp_path / ".cache"))["a"].location.path == "reg/\ufffd.yml"

    def test_the_order_is_that_of_the_paths(self, tmp_path: Path) -> None:
        (tmp_path / "reg").mkdir()
        for name in "zbaycx":
            (tmp_path / "reg" / f"{name}.yml").write_text(f"- {{id: {name}, title: T}}")
        assert list(load([Path("reg")], tmp_path, Cache(None))) == list("abcxyz")


@pytest.mark.parametrize(
    ("path", "found"),
    [("", "host"), ("/x", "host"), ("/a", "a"), ("/A/", "a"), ("/ab", "host"), ("/a/b/c", "a/b"), ("/a/x?a/b", "a")],
)
def test_the_longest_beginning_of_a_path_wins(tmp_path: Path, path: str, found: str) -> None:
    publications = "".join(
        f"- {{id: {number}, name: {name}, domains: [e.org{'/' if name != 'host' else ''}{name.removeprefix('host')}]}}\n"
        for number, name in enumerate(["host", "a", "a/b", "a"])
    )
    text = f"publications:\n{publications}resources:\n- {{id: r, title: R, url: 'https://www.E.org:80{path}'}}\n"
    publication = read(tmp_path, text)["r"].publication
    assert publication is not None
    assert publication.name == found


def test_a_domain_has_few_parts(tmp_path: Path) -> None:
    registry = read(
        tmp_path, f"publications:\n- {{id: p, name: P, domains: [e.org{'/a' * 8}, e.org{'/a' * 9}]}}\nresources: []\n"
    )
    assert registry.publications["p"].domains == ("e.org" + "/a" * 8,)
    assert [problem.code for problem in registry.problems] == ["invalid_field"]


def test_likely_publications_are_named_for_the_first_unknown_ones(tmp_path: Path) -> None:
    text = "publications:\n" + "".join(f"- {{id: journal-of-{i:04}, name: N}}\n" for i in range(400))
    text += "resources:\n" + "".join(f"- {{id: i{i}, title: T, publication: jurnal-of-{i:04}}}\n" for i in range(50))
    problems = read(tmp_path, text).problems
    assert {problem.code for problem in problems} == {"unknown_publication"}
    assert (len(problems), problems[0].suggestion) == (50, "did you mean `journal-of-0000`?")
    assert problems[-1].suggestion == ""


@pytest.mark.parametrize("count", [100_000, 100_001])
def test_one_text_has_no_more_tags_than_a_list(tmp_path: Path, count: int) -> None:
    text = f"- {{id: a, title: A, authors: 'a,a', tags: '{','.join(map(str, range(count)))}'}}\n"
    registry = read(tmp_path, text)
    assert len(registry["a"].authors) == 1
    if count == 100_000:
        assert (len(registry["a"].tags), said(registry)) == (count, [])
    else:
        (problem,) = said(registry)
        assert "invalid_field `tags`: expected a list of tags, of at most 100000, found `0,1,2," in problem


def test_publications_that_differ_in_capitals_are_one(tmp_path: Path) -> None:
    registry = read(tmp_path, "publications:\n- {id: P1, name: A}\n- {id: p1, name: B}\nresources: []\n")
    assert list(registry.publications) == ["P1"]
    assert said(registry) == [
        "resources.yml:3:8: duplicate_id `p1` is already the publication at resources.yml:2:3; "
        "this one is left out; keep one of them, or give one another id"
    ]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (r"On $\omega$ sorting", "On ω sorting"),
        (r"$O(n^2)$ and $\mathbb{R}$", "O(n²) and ℝ"),
        ("From $100 to $200", "From $100 to $200"),
        ("Costs $5_000 or $6", "Costs $5_000 or $6"),
        (r"Worth \$5 and \$x^2", r"Worth \$5 and \$x^2"),
        ("US$ and A$", "US$ and A$"),
    ],
)
def test_mathematics_in_a_title_is_text_and_money_is_money(tmp_path: Path, written: str, shown: str) -> None:
    assert read(tmp_path, f"- id: a\n  title: '{written}'\n")["a"].title == shown
