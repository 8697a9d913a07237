"""TeX in values: no command swallows its words, and mathematics becomes Unicode."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_resource_cards.formats.bibtex.addresses import address_in
from mkdocs_resource_cards.formats.bibtex.latex import decoded
from mkdocs_resource_cards.formats.bibtex.verbatim import address
from mkdocs_resource_cards.formats.reading import read


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        (
            r"{\"o} \"{o} \"o \c{c} \v s \H{o} {\ss} na{\"\i}ve \~n \.Z \k{a} \AA{} {\O}re Erd{\H o}s",
            "ö ö ö ç š ő ß naïve ñ Ż ą Å Øre Erdős",
        ),
        (
            r"Gardens {\textbar} Valley {\textless}main{\textgreater} {\textquotedbl}Why{\textquotedbl} {\copyright}",
            'Gardens | Valley <main> "Why" ©',
        ),
        (r"\emph{E. coli} and \unknown{words} in {\em plain} \textsc{caps}", "E. coli and words in plain caps"),
        (r"The \Project{} of \ours and \LaTeX and more", "The Project of ours and LaTeX and more"),
        ("``quoted'' `single' don't --- a--b ?`que", "“quoted” ‘single’ don't — a–b ¿que"),
        (r"\href{http://x.y}{Text} \url{http://a.b/c\_d} \enquote{hi} \textcolor{red}{blue}", "Text http://a.b/c_d “hi” blue"),
        (r"50\% \& \# \_ \$3 {\noopsort{1973}}1981 \char233 \symbol{233}", "50% & # _ $3 1981 é é"),
        (r"\foreignlanguage{german}{Wörter} \footnote{more} \textcite[12]{key}", "Wörter more key"),
        ("costs $5 and $10 here", "costs $5 and $10 here"),
        ("Don't touch 3 < 4 #1 & 100%", "Don't touch 3 < 4 #1 & 100%"),
        (r"\textit{a \textbf{b {c} d} e} {open", "a b c d e open"),
        (r"\begin{itemize}\item One\end{itemize}", "One"),
        (r"a \q b \qq c \log d", "a b qq c log d"),
    ],
)
def test_words_come_through(tex: str, text: str) -> None:
    assert " ".join(decoded(tex).split()) == text


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        (r"Growth of TGF-$\beta$ in H$_2$O and $^{13}$C", "Growth of TGF-β in H₂O and ¹³C"),
        (r"$\mathbb{kAzZ} \Bbb{k} \mathcal{aZe} \mathfrak{gC} \mathbb{1-}$", "𝕜𝔸𝕫ℤ 𝕜 𝒶𝒵ℯ 𝔤ℭ 1−"),
        (r"$\mathcal{O}(n \log n)$ in $\mathbb{R}^n$, $10^{-3}$", "𝒪(n log n) in ℝⁿ, 10⁻³"),
        (r"$x_{i+1}^2$ $\frac{a+b}{2}$ $\sqrt{x+1}$ $\frac12$ $\mathrm{Fe}^{3+}$", "xᵢ₊₁² (a+b)/2 √(x+1) ½ Fe³⁺"),
        (r"$^{\circ}$C, $\sim$5, $p$-adic, $\Lambda$CDM, \(\alpha\), \ensuremath{\gamma}", "°C, ∼5, p-adic, ΛCDM, α, γ"),
        (r"D$_{<:}$ and $X^{AQ}$", "D_(<:) and X^(AQ)"),
        (r"\textsuperscript{2} CO\textsubscript{2} \alpha-helix", "² CO₂ α-helix"),
        (r"$\hat{x}$ $\bar\nu$ $\not\in$ $a \leq b$", "x̂ ν̄ ∉ a ≤ b"),
    ],
)
def test_mathematics_becomes_unicode(tex: str, text: str) -> None:
    assert " ".join(decoded(tex).split()) == text


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        (r"\url{https://example.org/a\_b}", "https://example.org/a_b"),
        (r"https://example.org/{\_}b\&c=\%20\#x", "https://example.org/_b&c=%20#x"),
        (r"http://example.org/\~{}roe", "http://example.org/~roe"),
        (r"http://example.org/$\sim$roe", "http://example.org/~roe"),
        ("10.1000/a_b<c>d", "10.1000/a_b<c>d"),
    ],
)
def test_addresses_are_no_tex(tex: str, text: str) -> None:
    assert address(tex) == text


@pytest.mark.parametrize(
    "tilde", [r"\~{}", r"{\~{}}", r"\textasciitilde{}", r"{\textasciitilde}", r"\~", "{~}", "~", r"$\sim$"]
)
@pytest.mark.parametrize("field", ["url", "howpublished"])
def test_an_address_goes_on_behind_a_tilde(tilde: str, field: str) -> None:
    written = f"https://example.org/{tilde}roe/a"
    assert address_in({field: written}) == address_in({field: f"\\url{{{written}}}"}) == "https://example.org/~roe/a"


@given(
    st.lists(st.from_regex(r"[a-z]{2,8}", fullmatch=True), min_size=1, max_size=4),
    st.from_regex(r"[a-z]{3,10}x", fullmatch=True),
)
def test_an_unknown_command_leaves_its_words(words: list[str], name: str) -> None:
    text = " ".join(words)
    assert text in decoded(rf"\{name}zz{{{text}}}")
    assert text in decoded(rf"\{name}zz[option]{{{text}}}")


@given(st.text(alphabet="\\{}$^_~`'\"- abc&%#[]é", max_size=60))
def test_of_any_text_no_mark_of_the_decoder_is_left(text: str) -> None:
    assert [sign for sign in decoded(text) + address(text) if unicodedata.category(sign) in ("Co", "Cc", "Cn")] == []


@given(st.from_regex(r"[A-Za-z0-9 ,.;:()é漢-]{0,40}", fullmatch=True))
def test_a_text_without_tex_stays(text: str) -> None:
    if "--" not in text:
        assert decoded(text) == text


@pytest.mark.parametrize(
    ("title", "marked"),
    [
        (r"On \emph{Homo sapiens}", "On <i>Homo sapiens</i>"),
        (r"{\it E. coli} and {\bf bold} x", "<i>E. coli</i> and <b>bold</b> x"),
        (r"{\sc Small {\em x}} y", "<sc>Small <i>x</i></sc> y"),
        (r"H$_2$O, \textsuperscript{14}C", "H₂O, ¹⁴C"),
        (r"a\textsuperscript{abc!}b\textsubscript{Q}", "a<sup>abc!</sup>b<sub>Q</sub>"),
        (r"\emph{a \emph{b}} \'{\emph{e}}", "<i>a <i>b</i></i> é"),
        (r"{\it }x\emph{} y", "x y"),
        (r"\enquote{\emph{x}} {Kept} \emph{a}", "“<i>x</i>” Kept <i>a</i>"),
        ("<em>Raw</em> & a<b", "<i>Raw</i> & a<b"),
    ],
)
def test_titles_keep_what_csl_has_tags_for(title: str, marked: str) -> None:
    (entry,) = read(f"@article{{k, title = {{{title}}}, journal = {{In {title}}}}}".encode(), "a.bib").entries
    assert entry.values["title"] == marked
    assert "<" not in str(entry.values["container-title"]).replace("a<b", "")


def test_a_subtitle_keeps_them_too_and_other_values_have_none() -> None:
    text = r"@book{k, title = {A \emph{b?}}, subtitle = {\emph{c}}, publisher = {\emph{d}}, abstract = {\emph{e}}}"
    (entry,) = read(text.encode(), "a.bib").entries
    assert [entry.values[name] for name in ("title", "publisher", "abstract")] == ["A <i>b?</i> <i>c</i>", "d", "e"]


def test_tags_make_no_other_title() -> None:
    text = (
        r"@inbook{a, title = {A \emph{b}}} @misc{b, title = {A \emph{b}}, booktitle = {A b}} "
        r"@misc{c, title = {A b}, journal = {A \emph{b}}}"
    )
    assert ["container-title" in entry.values for entry in read(text.encode(), "a.bib").entries] == [False, False, False]


@pytest.mark.parametrize(
    ("kind", "number", "url", "variables"),
    [
        ("pmid", "123", "https://example.org/", {"PMID"}),
        ("pmc", "PMC123", "https://example.org/", {"PMCID"}),
        ("arxiv", "1705.08393", "http://arxiv.org/abs/1705.08393", set()),
        ("arxiv", "1705.08393", "https://example.org/", {"archive", "archive_location"}),
    ],
)
def test_an_eprint_is_said_once(kind: str, number: str, url: str, variables: set[str]) -> None:
    text = f"@article{{k, title = {{X}}, url = {{{url}}}, eprinttype = {kind}, eprint = {number}}}"
    (entry,) = read(text.encode(), "a.bib").entries
    assert entry.values.keys() & {"PMID", "PMCID", "archive", "archive_location"} == variables


@pytest.mark.parametrize(
    ("field", "value", "url"),
    [
        ("url", r"\url{x.org}", "https://x.org"),
        ("url", r"\url{x/a}", ""),
        ("url", r"\url{x}", ""),
        ("url", r"\url{x.org} https://y.org", "https://x.org"),
        ("url", r"\url{x/a} https://y.org", "https://y.org"),
        ("howpublished", r"\url{x.org}", "https://x.org"),
        ("howpublished", r"\url{https://x.org}", "https://x.org"),
    ],
)
def test_a_marked_address_has_a_scheme_or_gets_one_where_nothing_else_stands(field: str, value: str, url: str) -> None:
    assert address_in({field: value}) == url
