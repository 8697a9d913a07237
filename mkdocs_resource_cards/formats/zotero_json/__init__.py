"""Zotero's own JSON: of its web API (`[{"data": {...}}]`) and of Better BibTeX (`{"items": [...]}`). A reader, and the tables
of item types and fields that it goes by; it is not written.
"""
