"""Resources to write: one of every kind, hostile ones, and any at all."""

from __future__ import annotations

from hypothesis import settings
from hypothesis import strategies as st

from mkdocs_resource_cards.model import Name, Publication, Resource, SnapshotSource
from mkdocs_resource_cards.normalize.names import names_of

PAPER = Resource(
    id="bf1bd8a68e6efb0c",
    title="Emergent Abilities of {Large} Language Models: 50% & more_or_less $x^2$ \\alpha ~ #1",
    url="https://arxiv.org/abs/2206.07682?a_b=%20c&d=1#e",
    type="paper",
    authors=names_of(
        (
            "Jason Wei",
            "Ludwig van Beethoven",
            "King, Jr., Martin Luther",
            "World Health Organization",
            "王小明",
            "Smith & Sons",
        )
    ),
    published="2022-06-15",
    publication=Publication("tmlr", "Transactions on Machine Learning & Research"),
    doi="10.48550/arXiv.2206_07682",
    tags=("emergence", "large models"),
    abstract="Scaling up\nlanguage models.\n\nA second paragraph, 100%.",
    snapshot=SnapshotSource(fetched="2026-05-17"),
)
HOSTILE = Resource(
    id="~x..",
    title="</title><script>alert(1)</script><!-- {{ config }} {% raw %} \"'\u2028 @article{x, \n}\nER  - \nTY  - JOUR",
    url='https://ex.org/<script>{}\\"`|^ \u2029',
    type="</script>",
    authors=names_of(
        ("A and B", "others", "x, y, z", "</script>", "}{", "\\input{/etc/passwd}", "a;b", "*", '"', "Jan\nER  - ")
    ),
    published="2024-13",
    publication=Publication("p", "}\n@book{y,\n\\"),
    doi="10.1/}{\\</script>",
    tags=("a\nER  - ", "b, c", "}"),
    abstract="\x00\x1b]0;x\x07\ud800 }\n@comment{",
    archive_url="javascript:alert(1)",
)
BARE = Resource("0123", "Just a title")
TYPES = (
    *("", "web", "paper", "book", "blog", "report", "government", "reference", "talk", "podcast", "video", "dataset"),
    *("software", "news", "course", "Patent application"),
)
EACH_KIND = [
    Resource(f"k{number}{'v' if venue else ''}", f"Of type {type or 'none'}", "https://ex.org/", type, publication=venue)
    for number, type in enumerate(TYPES)
    for venue in (None, Publication("", "A Venue"))
]

often = settings(deadline=None, max_examples=60)
"""For properties: without a deadline, since machines are shared."""

_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
_LINE = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp", "Zs", "Cf", "Cn", "Co"]), min_size=1, max_size=30)
_DATES = st.dates().map(str).flatmap(lambda day: st.sampled_from(["", day[:4], day[:7], day]))
resources = st.builds(
    Resource,
    id=st.text("abzABZ019._~-", min_size=1, max_size=20),
    title=_LINE,
    url=st.sampled_from(["", "https://ex.org/a?b=c&d_e#f", "http://münchen.example/ä"]),
    type=st.sampled_from(TYPES),
    authors=st.lists(_LINE, max_size=3, unique=True).map(names_of),
    published=_DATES,
    title_markup=st.just(""),
    publication=st.none() | st.builds(Publication, id=st.just("p"), name=_LINE),
    doi=st.sampled_from(["", "10.1000/182", "10.1002/(SICI)1096_8644<1::AID>3.0;2-#"]),
    tags=st.lists(st.sampled_from(["ai", "large models", "ü-b", "a_b", "{", "50%"]), max_size=3, unique=True).map(tuple),
    abstract=_LINE | st.just(""),
    csl=st.just({}),
    as_written=st.just({}),
)
"""Resources as the registry gives them: clean text."""
anything = st.builds(
    Resource,
    id=st.text("ab.~-", min_size=1, max_size=5),
    title=_TEXT,
    url=_TEXT
    | st.sampled_from(["https://", "https://[", "https://u:p@ex.org/", "//ex.org", "javascript:x", "HTTPS://EX.org/\t"]),
    type=_TEXT,
    authors=st.lists(_TEXT, max_size=3).map(lambda texts: tuple(Name(literal=text) for text in texts)),
    published=_TEXT,
    doi=_TEXT,
    tags=st.lists(_TEXT, max_size=3).map(tuple),
    abstract=_TEXT,
    csl=st.just({}),
    as_written=st.just({}),
)
"""Whatever may have got past the registry."""
