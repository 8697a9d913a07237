"""The default dialect of each language."""

from __future__ import annotations

_DIALECTS = dict(
    one.split("-", 1)
    for one in """
    af-ZA bg-BG ca-AD cs-CZ cy-GB da-DK de-DE el-GR en-US es-ES et-EE fa-IR fi-FI fr-FR gl-ES he-IL hi-IN hr-HR hu-HU hy-AM
    id-ID is-IS it-IT ja-JP km-KH ko-KR lij-IT lt-LT lv-LV mn-MN ms-MY nb-NO nl-NL nn-NO pa-PK pl-PL pt-PT ro-RO ru-RU sk-SK
    sl-SI sr-Cyrl-RS sv-SE th-TH tl-PH tr-TR uk-UA vi-VN zh-CN
    """.split()
)
"""Language -> default dialect."""


def dialect(language: str) -> str:
    """`de` -> `de-DE`. A language with a region stays."""
    base = language.split("-")[0]
    return f"{base}-{_DIALECTS[base]}" if language == base and base in _DIALECTS else language
