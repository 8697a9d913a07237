"""MkDocs and ProperDocs: the plugin `resource-cards`.

plugin   hooks, each one call        build     one build: scan, render, reconcile
facts    pages and files of MkDocs   generated pages that no author wrote
report   problems -> the log
"""

from .plugin import ResourceCardsPlugin

__all__ = ["ResourceCardsPlugin"]
