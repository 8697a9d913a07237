"""MkDocs and ProperDocs: the plugin `resource-cards`.

plugin     hooks, each one call                   build      one build: scan, render, reconcile
facts      pages and files of MkDocs              publish    which pages and files are added, and what they hold
generated  a page that no author wrote            downloads  files for reference managers      room  whether a path is free
previews   join the finished page                 concealing what search does not see
renewal    what the index has changed on a page   dirty      what only a dirty build needs
install    the extension, style sheet and script  editing    edit links to registry entries    languages  of static-i18n
printing   for the plugin print-site              report     problems -> the log
"""

from .plugin import ResourceCardsPlugin

__all__ = ["ResourceCardsPlugin"]
