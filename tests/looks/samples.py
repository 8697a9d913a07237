"""Resources as the pictures of the design show them, ordinary and extreme; by hand, so that looks depend on no reader."""

from __future__ import annotations

from mkdocs_resource_cards.model import CitingPage, Publication, Resource, Snapshot
from mkdocs_resource_cards.normalize.names import names_of

URGENCY_TEXT = (
    "In the decade that I have been working on AI, I’ve watched it grow from a tiny academic field to arguably "
    "the most important "
    "economic and geopolitical issue in the world. In all that time, perhaps the most important lesson I’ve "
    "learned is this: the "
    "progress of the underlying technology is inexorable, driven by forces too powerful to stop, but the way "
    "in which it happens—the "
    "order in which things are built, the applications we choose, and the details of how it is rolled out to "
    "society—are eminently "
    "possible to change."
)

URGENCY = Resource(
    id="f19373dc25a8a96f",
    title="The Urgency of Interpretability",
    url="https://darioamodei.com/post/the-urgency-of-interpretability",
    type="web",
    stable_id="sid_TVXgUb5wXg",
    authors=names_of(("Dario Amodei",)),
    published="2025-04",
    tags=("interpretability", "ai-safety", "governance"),
    credibility=4,
)
MONOSEMANTICITY = Resource(
    id="aaaa000000000001",
    title="Towards Monosemanticity: Decomposing Language Models With Dictionary Learning",
    url="https://transformer-circuits.pub/2023/monosemantic-features",
    type="paper",
    authors=names_of(("Trenton Bricken", "Adly Templeton", "Joshua Batson", *(f"Author {n}" for n in range(22)))),
    published="2023-10-04",
    publication=Publication("transformer-circuits", "Transformer Circuits Thread", credibility=5),
)
NEURIPS = Publication("neurips", "NeurIPS 2017", "https://neurips.cc", ("neurips.cc",), "conference", 5, True)
ATTENTION = Resource(
    id="aaaa000000000002",
    title="Attention Is All You Need",
    url="https://arxiv.org/abs/1706.03762",
    type="paper",
    authors=names_of(("Ashish Vaswani", "Noam Shazeer", "Niki Parmar", *(f"Author {n}" for n in range(5)))),
    published="2017-06-12",
    publication=NEURIPS,
    doi="10.48550/arXiv.1706.03762",
    aliases=("attention",),
)
NEURAL = Resource(
    id="aaaa000000000003",
    title="But what is a neural network? Deep learning chapter 1",
    url="https://www.youtube.com/watch?v=aircAruvnKk",
    type="video",
    authors=names_of(("Grant Sanderson",)),
    published="2017-10-05",
    publication=Publication("", "3Blue1Brown"),
    credibility=3,
)
ALIGNMENT = Resource(
    id="aaaa000000000004",
    title="The Alignment Problem: Machine Learning and Human Values",
    url="https://wwnorton.com/books/the-alignment-problem",
    type="book",
    authors=names_of(("Brian Christian",)),
    published="2020-10-06",
    publication=Publication("norton", "W. W. Norton & Company"),
    credibility=4,
)
LENS = Resource(
    id="aaaa000000000005",
    title="TransformerLens",
    url="https://github.com/TransformerLensOrg/TransformerLens",
    type="software",
    authors=names_of(("Neel Nanda", "Joseph Bloom")),
    published="2022",
    credibility=4,
)
REPORT = Resource(
    id="aaaa000000000006",
    title="International AI Safety Report",
    url="https://www.gov.uk/government/publications/international-ai-safety-report-2025",
    type="report",
    authors=names_of(("Yoshua Bengio, et al.",)),
    published="2025-01-29",
    publication=Publication("dsit", "UK Department for Science, Innovation and Technology"),
    credibility=5,
)
PILE = Resource(
    id="aaaa000000000007",
    title="The Pile: An 800GB Dataset of Diverse Text for Language Modeling",
    url="https://pile.eleuther.ai/",
    type="dataset",
    authors=names_of(("Leo Gao", "Stella Biderman", "Sid Black", "Laurence Golding")),
    published="2020-12-31",
    credibility=3,
)
MEMO = Resource(id="aaaa000000000008", title="Untitled memo")
PAYWALL = Resource(
    id="aaaa000000000009", title="A page behind a paywall", url="https://example.com/paywall", type="web", credibility=2
)
ARABIC = Resource(
    id="5f0c2d9981e7b6a3",
    title="مقدمة في قابلية تفسير النماذج اللغوية الكبيرة: لماذا نحتاج إلى فهم ما يجري داخلها؟",
    url="https://example.org/ar/intro",
    type="web",
    stable_id="sid_Rt8uM5cKxN",
    authors=names_of(("ليلى الحداد", "יעל כהן")),
    published="2024-11-03",
    tags=("العربية", "تفسير"),
    credibility=2,
)
LONG = Resource(
    id="aaaaaaaa00000001",
    title="On the Surprising, Occasionally Alarming, and Almost Always Underappreciated Consequences of "
    "Evaluating Very Large "
    "Autoregressive Language Models with Benchmarks Whose Provenance, Contamination Status, and Statistical "
    "Power Remain Entirely "
    "Undocumented: "
    "A_Supercalifragilisticexpialidocious_Systematic_Review_Without_Spaces_https://doi.org/10.48550/arXiv.2501.00000v17",
    url="https://openreview-mirror.eu-central-1.really-long-subdomain.example.org/" + "path/" * 30,
    type="paper",
    stable_id="sid_LongTitle0",
    authors=names_of(
        (
            "Alexandrina Featherstonehaugh",
            "Alexandrina Papadimitriou-Oyelaran",
            "Alexandrina Wolfeschlegelsteinhausen",
            *(f"Alexandrina Author{n}" for n in range(237)),
        )
    ),
    published="2025-02-28",
    publication=Publication(
        "long",
        "Proceedings of the Forty-Second International Conference on Exceptionally Long Proceedings Names and "
        "Related Matters "
        "(Datasets and Benchmarks Track)",
        credibility=1,
    ),
    tags=tuple(f"tag-{n}" for n in range(1, 16)),
    abstract="word " * 200,
)

ALL = (PAYWALL, ATTENTION, NEURAL, REPORT, LONG, ALIGNMENT, PILE, URGENCY, MONOSEMANTICITY, LENS, MEMO, ARABIC)

_URGENCY_PAGES = (
    CitingPage(
        "Interpretability", "index.md", type="Research Area", quality=66, section="Where to begin", anchor="rc-ref-x", count=2
    ),
    CitingPage("Safety-Capability Tradeoff Model", "tradeoff.md", type="Analysis", quality=64),
    CitingPage("Mechanistic Interpretability", "mech.md", type="Research Area", quality=59),
)
_TYPES = ("Analysis", "Research Area", "Concept", "Very Long Page Type Name Indeed")


def _page(n: int) -> CitingPage:
    tail = ": an analysis of something that takes a few more words to name" if n % 7 == 0 else ""
    return CitingPage(f"Page {n}{tail}", f"page{n}.md", type=_TYPES[n % 4], quality=round(100 - n / 5, 1))


CITING: dict[str, tuple[CitingPage, ...]] = {
    URGENCY.id: _URGENCY_PAGES,
    MONOSEMANTICITY.id: tuple(_page(n) for n in range(11)),
    ATTENTION.id: tuple(_page(n) for n in range(4)),
    NEURAL.id: (_page(1),),
    ALIGNMENT.id: (_page(1), _page(2)),
    LENS.id: (_page(1), CitingPage("An outside page", url="https://example.org/outside")),
    REPORT.id: tuple(_page(n) for n in range(3)),
    PAYWALL.id: (CitingPage("Plain page", "plain.md"),),
    LONG.id: tuple(_page(n) for n in range(500)),
    ARABIC.id: (
        CitingPage("Interpretability", "index.md", type="Research Area", quality=66),
        CitingPage("مسرد المصطلحات", "glossary.md", type="Glossary", quality=41),
    ),
}
EXCERPTS = {
    URGENCY.id: URGENCY_TEXT,
    MONOSEMANTICITY.id: "Using a sparse autoencoder, we extract a large number of interpretable features from "
    "a one-layer transformer. "
    "Mechanistic interpretability seeks to understand neural networks by breaking them into components that "
    "are more easily "
    "understood than the whole.",
    ALIGNMENT.id: "A jaw-dropping exploration of everything that goes wrong when we build AI systems and the "
    "movement to fix them.",
    LENS.id: "A library for mechanistic interpretability of GPT-style language models.",
    LONG.id: "word " * 119 + "word…",
    ARABIC.id: "في العقد الماضي تطوّر مجال الذكاء الاصطناعي من حقل أكاديمي صغير إلى واحدة من أهم القضايا "
    "الاقتصادية والجيوسياسية في "
    "العالم، ومع ذلك ما زلنا لا نفهم كيف تعمل هذه الأنظمة من الداخل فهمًا كافيًا.",
}
SNAPSHOTS = {
    URGENCY.id: Snapshot(status=200, fetched="2026-05-17", bytes=40960),
    PAYWALL.id: Snapshot(status=403, fetched="2026-05-17"),
    LONG.id: Snapshot(status=200, fetched="2026-05-17", bytes=10_300_000),
    ARABIC.id: Snapshot(status=200, fetched="2026-05-17", bytes=12_288),
}
