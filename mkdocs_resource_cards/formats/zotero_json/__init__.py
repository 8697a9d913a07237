"""Zotero's own JSON: of its web API (`[{"data": {...}}]`) and of Better BibTeX (`{"items": [...]}`). Read only."""
