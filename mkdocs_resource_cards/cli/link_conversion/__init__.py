"""Markdown links <-> shortcodes.

pages       the files and what they say of sources    links           the links in a text
sources     which entry each address stands for       wanted          which addresses a run is about
converter   one page, rewritten                       label_rules     the texts of links
proof       renders pages before and after            fetched_titles  titles that no link says
back        shortcodes -> links
"""
