"""TeX commands -> characters. The commands are those of LaTeX's kernel, textcomp, amssymb and inputenc's tables.

Each table lists pairs of words, command and character. `TEXT`: commands in text; `MATH`: commands in mathematics.
"""

from __future__ import annotations


def _pairs(table: str) -> dict[str, str]:
    words = table.split()
    return dict(zip(words[::2], words[1::2], strict=True))


TEXT = {
    **_pairs(
        """
        ss ß SS ẞ ae æ AE Æ oe œ OE Œ o ø O Ø l ł L Ł aa å AA Å i ı j ȷ dh ð DH Ð th þ TH Þ dj đ DJ Đ ng ŋ NG Ŋ ij ĳ
        IJ Ĳ textschwa ə
        textdoublebarpipe ǂ textpipe ǀ textdoublepipe ǁ textglotstop ʔ
        textcommabelow ̦ cyrillic \u200b copyright © textcopyright © textregistered ® texttrademark ™
        textservicemark ℠ textordfeminine ª textordmasculine º textdegree ° degree ° textcelsius ℃ textmu µ textohm Ω
        textmho ℧ textmicro µ textonehalf ½ textonequarter ¼ textthreequarters ¾ textonesuperior ¹ texttwosuperior ²
        textthreesuperior ³ textpm ± texttimes × textdiv ÷ textminus − textlnot ¬ textfractionsolidus ⁄ textsurd √
        textbackslash \\ textbar | textbardbl ‖ textbrokenbar ¦ textless < textgreater > textasciitilde ~
        textasciicircum ^ textasciigrave ` textasciiacute ´ textasciidieresis ¨ textasciimacron ¯ textunderscore _
        textdollar $ textbraceleft { textbraceright } textquotesingle ' textquotedbl " textquotedblleft “
        textquotedblright ” textquoteleft ‘ textquoteright ’ quotedblbase „ quotesinglbase ‚ textquotestraightbase ‚
        textquotestraightdblbase „ guillemotleft « guillemotright » guillemetleft « guillemetright » guilsinglleft ‹
        guilsinglright › flqq « frqq » flq ‹ frq › glqq „ grqq “ glq ‚ grq ‘ lq ‘ rq ’ textendash – textemdash —
        textellipsis … ldots … dots … textperiodcentered · textbullet • textasteriskcentered ∗ textexclamdown ¡
        textquestiondown ¿ textsection § S § textparagraph ¶ P ¶ textpilcrow ¶ textdagger † dag † textdaggerdbl ‡ ddag ‡
        textcent ¢ textsterling £ pounds £ textyen ¥ texteuro € euro € EUR € textwon ₩ textlira ₤ textpeso ₱
        textcurrency ¤ textflorin ƒ textnumero № textreferencemark ※ textinterrobang ‽ textperthousand ‰
        textpertenthousand ‱ textestimated ℮ textleftarrow ← textrightarrow → textuparrow ↑ textdownarrow ↓ textlangle 〈
        textrangle 〉 textopenbullet ◦ textmusicalnote ♪ textbigcircle ◯ textmarried ⚭ textdied † textborn ⋆ slash /
        checkmark ✓ textcircledP ℗ textvisiblespace ␣ hamza ʾ ayn ʿ textcyrillic \u200b textalpha α textbeta β
        textgamma γ textdelta δ textepsilon ε textlambda λ textomega ω textpi π textsigma σ texttau τ
        """
    ),
    "TeX": "TeX",
    "LaTeX": "LaTeX",
    "LaTeXe": "LaTeX2ε",
    "BibTeX": "BibTeX",
    "XeTeX": "XeTeX",
    "XeLaTeX": "XeLaTeX",
    "LuaTeX": "LuaTeX",
    "LuaLaTeX": "LuaLaTeX",
    "ConTeXt": "ConTeXt",
    "today": "today",
    "bibrangedash": "–",
    "newblock": " ",
    "space": " ",
    "quad": " ",
    "qquad": " ",
    "enspace": " ",
    "thinspace": " ",
    "nobreakspace": " ",
    "newline": " ",
    "linebreak": " ",
    "par": "\n\n",
    "smallskip": "\n\n",
    "medskip": "\n\n",
    "bigskip": "\n\n",
    "item": "\n\n",
}
TEXT = {name: sign.replace("\u200b", "") for name, sign in TEXT.items()}

GREEK = _pairs(
    """
    alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ varkappa ϰ
    lambda λ mu μ nu ν xi ξ omicron ο pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς tau τ upsilon υ phi ϕ varphi φ
    chi χ psi ψ omega ω digamma ϝ Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω
    Alpha Α Beta Β Epsilon Ε Eta Η Iota Ι Kappa Κ Mu Μ Nu Ν Omicron Ο Rho Ρ Tau Τ Zeta Ζ Chi Χ varGamma Γ varDelta Δ
    varTheta Θ varLambda Λ varPi Π varSigma Σ varPhi Φ varPsi Ψ varOmega Ω
    """
)
LETTERS = {
    **GREEK,
    **_pairs(
        """
        ell ℓ hbar ℏ hslash ℏ imath ı jmath ȷ wp ℘ Re ℜ Im ℑ aleph ℵ beth ℶ gimel ℷ daleth ℸ partial ∂ nabla ∇ infty ∞
        emptyset ∅ varnothing ∅ forall ∀ exists ∃ nexists ∄ neg ¬ lnot ¬ prime ′ angle ∠ triangle △ bot ⊥ top ⊤ circ ∘
        bullet • star ⋆ ast ∗ cdot · cdots ⋯ vdots ⋮ ddots ⋱ ldots … dots … dotsc … dotsb ⋯ sqrt √ sum ∑ prod ∏ coprod ∐
        int ∫ iint ∬ iiint ∭ oint ∮ bigcup ⋃ bigcap ⋂ bigoplus ⨁ bigotimes ⨂ bigwedge ⋀ bigvee ⋁ langle ⟨ rangle ⟩
        lceil ⌈ rceil ⌉ lfloor ⌊ rfloor ⌋ vert | mid ∣ Vert ‖ lvert | rvert | lVert ‖ rVert ‖ backslash \\ lbrace {
        rbrace } lbrack [ rbrack ] sharp ♯ flat ♭ natural ♮ heartsuit ♡ spadesuit ♠ clubsuit ♣ diamondsuit ♢ square □
        Box □ blacksquare ■ Diamond ◇ lozenge ◊ dagger † ddagger ‡ eth ð mho ℧ surd √ degree ° colon : dprime ″
        complement ∁ Bbbk 𝕜 bigstar ★ checkmark ✓ maltese ✠ AA Å sun ☉ odot ⊙ astrosun ☉ earth ⊕ micro µ perthousand ‰
        """
    ),
}
RELATIONS = _pairs(
    """
    leq ≤ le ≤ leqslant ≤ geq ≥ ge ≥ geqslant ≥ neq ≠ ne ≠ ll ≪ gg ≫ approx ≈ sim ∼ simeq ≃ cong ≅ equiv ≡ propto ∝
    asymp ≍ doteq ≐ lesssim ≲ gtrsim ≳ lessapprox ⪅ gtrapprox ⪆ prec ≺ succ ≻ preceq ⪯ succeq ⪰ subset ⊂ supset ⊃
    subseteq ⊆ supseteq ⊇ nsubseteq ⊈ subsetneq ⊊ supsetneq ⊋ sqsubseteq ⊑ sqsupseteq ⊒ in ∈ notin ∉ ni ∋ vdash ⊢
    dashv ⊣ models ⊨ vDash ⊨ perp ⊥ parallel ∥ nparallel ∦ to → rightarrow → longrightarrow ⟶ leftarrow ← gets ←
    longleftarrow ⟵ leftrightarrow ↔ longleftrightarrow ⟷ Rightarrow ⇒ Longrightarrow ⟹ implies ⟹ Leftarrow ⇐
    Longleftarrow ⟸ Leftrightarrow ⇔ iff ⟺ Longleftrightarrow ⟺ mapsto ↦ longmapsto ⟼ uparrow ↑ downarrow ↓
    updownarrow ↕ nearrow ↗ searrow ↘ swarrow ↙ nwarrow ↖ hookrightarrow ↪ hookleftarrow ↩ rightharpoonup ⇀
    rightleftharpoons ⇌ leftrightharpoons ⇋ rightsquigarrow ⇝ leadsto ⇝ twoheadrightarrow ↠ rightrightarrows ⇉
    rightleftarrows ⇄ pm ± mp ∓ times × div ÷ cup ∪ cap ∩ setminus ∖ smallsetminus ∖ wedge ∧ land ∧ vee ∨ lor ∨
    oplus ⊕ ominus ⊖ otimes ⊗ oslash ⊘ boxplus ⊞ boxtimes ⊠ rtimes ⋊ ltimes ⋉ bowtie ⋈ Join ⋈ uplus ⊎ sqcup ⊔
    sqcap ⊓ amalg ⨿ lhd ⊲ rhd ⊳ unlhd ⊴ unrhd ⊵ triangleleft ◁ triangleright ▷ diamond ⋄ wr ≀ therefore ∴ because ∵
    coloneqq ≔ triangleq ≜ lt < gt >
    """
)
MATH = {**LETTERS, **RELATIONS}
OPERATORS = frozenset(
    """
    arccos arcsin arctan arg cos cosh cot coth csc deg det dim exp gcd hom inf ker lg lim liminf limsup ln log max
    min mod bmod Pr sec sin sinh sup tan tanh tr
    """.split()
)
"""Commands that are replaced by their name."""

ACCENTS = dict(
    zip(
        (
            "`",
            "'",
            "^",
            "~",
            "=",
            ".",
            '"',
            "u",
            "v",
            "H",
            "c",
            "k",
            "r",
            "b",
            "d",
            "t",
            "h",
            "G",
            "U",
            "C",
            "f",
            "textcommabelow",
        ),
        "\u0300\u0301\u0302\u0303\u0304\u0307\u0308\u0306\u030c\u030b\u0327\u0328\u030a\u0331\u0323\u0361\u0309\u030f\u030e\u030f\u0311\u0326",
        strict=True,
    )
)
"""Command -> combining character, which follows the letter."""
MATH_ACCENTS = dict(
    zip(
        (
            "hat",
            "widehat",
            "bar",
            "overline",
            "tilde",
            "widetilde",
            "vec",
            "dot",
            "ddot",
            "check",
            "breve",
            "acute",
            "grave",
            "mathring",
        ),
        "\u0302\u0302\u0304\u0304\u0303\u0303\u20d7\u0307\u0308\u030c\u0306\u0301\u0300\u030a",
        strict=True,
    )
)
SUPERSCRIPTS = dict(
    zip(
        "0123456789+-−=()aAbBcdDeEfgGhHiIjJkKlLmMnNoOpPrRstTuUvVwWxyzαβγδεθφχ*′",
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᴬᵇᴮᶜᵈᴰᵉᴱᶠᵍᴳʰᴴⁱᴵʲᴶᵏᴷˡᴸᵐᴹⁿᴺᵒᴼᵖᴾʳᴿˢᵗᵀᵘᵁᵛⱽʷᵂˣʸᶻᵅᵝᵞᵟᵋᶿᵠᵡ*′",
        strict=True,
    )
)
SUBSCRIPTS = dict(zip("0123456789+-−=()aeijhklmnoprstuvxβγρφχ", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑᵢⱼₕₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ", strict=True))

SWITCHES = frozenset(
    """
    em bf it rm sc sf sl tt bfseries itshape scshape slshape upshape mdseries rmfamily sffamily ttfamily normalfont
    tiny scriptsize footnotesize small normalsize large Large LARGE huge Huge cal relax protect noindent centering
    raggedright ignorespaces unskip displaystyle textstyle scriptstyle left right big Big bigg Bigg bigl bigr Bigl
    Bigr biggl biggr limits nolimits boldmath unboldmath sloppy null leavevmode nobreak allowbreak break penalty
    frenchspacing nonfrenchspacing xspace hfill vfill bibinfo bibfield bibnamefont bibfnamefont selectfont strut
    textcompwordmark nocorr hyphen mathstrut
    """.split()
)
"""Commands that change formatting and produce no text."""
FORMATTING = frozenset(
    """
    emph text textbf textit textsl textsc textsf texttt textrm textnormal textup textmd underline uline mbox hbox fbox makebox
    framebox mkbibemph mkbibbold mkbibitalic MakeUppercase MakeLowercase uppercase lowercase footnote cite citep citet
    textcite parencite autocite ref pageref textsuperscript centerline raggedright
    """.split()
)
"""Commands that only format or place their argument."""
_TAGS = {"i": "emph textit textsl mkbibemph mkbibitalic em it sl itshape slshape", "b": "textbf mkbibbold bf bfseries"}
MARKED = {name: tag for tag, names in {**_TAGS, "sc": "textsc sc scshape"}.items() for name in names.split()}
"""Commands, also among SWITCHES, for which CSL has a tag."""
SILENT = {
    **dict.fromkeys(
        "hspace vspace label begin end color fontsize phantom hphantom vphantom noopsort rule setlength bibsetup".split(), 1
    ),
    **dict.fromkeys(
        "index pagestyle thispagestyle hypertarget noop sortnoop switchargs fontencoding fontfamily vskip hskip".split(), 1
    ),
}
"""Command -> number of arguments that are not text."""
SECOND = frozenset(
    "href textcolor colorbox foreignlanguage texorpdfstring resizebox scalebox raisebox parbox selectlanguage bibinfo".split()
)
"""Commands whose first argument is not text, but whose second is."""
WRAPPED = {
    "enquote": "“”",
    "mkbibquote": "“”",
    "textquote": "“”",
    "mkbibparens": "()",
    "parentext": "()",
    "mkbibbrackets": "[]",
    "brackettext": "[]",
}
"""Command -> characters that it puts around its argument."""
JOURNALS: dict[str, str] = dict(
    row.split(maxsplit=1)
    for row in """
    aj The Astronomical Journal
    actaa Acta Astronomica
    araa Annual Review of Astronomy and Astrophysics
    apj The Astrophysical Journal
    apjl The Astrophysical Journal Letters
    apjlett The Astrophysical Journal Letters
    apjs The Astrophysical Journal Supplement Series
    apjsupp The Astrophysical Journal Supplement Series
    ao Applied Optics
    applopt Applied Optics
    apss Astrophysics and Space Science
    aap Astronomy and Astrophysics
    astap Astronomy and Astrophysics
    aapr Astronomy and Astrophysics Reviews
    aaps Astronomy and Astrophysics Supplement Series
    aplett Astrophysics Letters
    apspr Astrophysics Space Physics Research
    azh Astronomicheskii Zhurnal
    bain Bulletin Astronomical Institute of the Netherlands
    baas Bulletin of the American Astronomical Society
    bac Bulletin of the Astronomical Institutes of Czechoslovakia
    caa Chinese Astronomy and Astrophysics
    cjaa Chinese Journal of Astronomy and Astrophysics
    fcp Fundamentals of Cosmic Physics
    gca Geochimica et Cosmochimica Acta
    grl Geophysical Research Letters
    iaucirc IAU Circulars
    icarus Icarus
    jcap Journal of Cosmology and Astroparticle Physics
    jcp The Journal of Chemical Physics
    jgr Journal of Geophysical Research
    jqsrt Journal of Quantitative Spectroscopy and Radiative Transfer
    jrasc Journal of the Royal Astronomical Society of Canada
    memras Memoirs of the Royal Astronomical Society
    memsai Memorie della Società Astronomica Italiana
    mnras Monthly Notices of the Royal Astronomical Society
    na New Astronomy
    nar New Astronomy Reviews
    nat Nature
    nphysa Nuclear Physics A
    pasa Publications of the Astronomical Society of Australia
    pasj Publications of the Astronomical Society of Japan
    pasp Publications of the Astronomical Society of the Pacific
    physrep Physics Reports
    physscr Physica Scripta
    planss Planetary and Space Science
    pra Physical Review A
    prb Physical Review B
    prc Physical Review C
    prd Physical Review D
    pre Physical Review E
    prl Physical Review Letters
    procspie Proceedings of SPIE
    psj The Planetary Science Journal
    qjras Quarterly Journal of the Royal Astronomical Society
    rmxaa Revista Mexicana de Astronomía y Astrofísica
    rmp Reviews of Modern Physics
    skytel Sky and Telescope
    solphys Solar Physics
    sovast Soviet Astronomy
    ssr Space Science Reviews
    zap Zeitschrift für Astrophysik
    """.strip().splitlines()
)
"""Journal macros of the American Astronomical Society, used in `.bib` files of NASA's ADS."""
