"""The pages of the guide that hold something of ours."""

from __future__ import annotations

SEED = "resources/f19373dc25a8a96f/"
GUIDE = (
    "",
    "cited-by/",
    "citing/",
    "command-line/",
    "getting-started/",
    "handbook/interpretability/",
    "handbook/mechanistic-interpretability/",
    "handbook/safety-capability-tradeoff-model/",
    "handbook/stress/",
    "handbook/variants/",
    "looks/",
    "registry/",
    "resource-pages/",
    "safety/",
    "shortcodes/",
    "snapshots/",
)
GENERATED = ("resources/", SEED)
PAGES = (*GUIDE, *GENERATED)
