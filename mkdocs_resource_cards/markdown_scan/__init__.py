"""Markdown source -> the shortcodes in it, without rendering.

scanner         the scan: shortcodes with line, column and section
block_masking   blocks that are not Markdown: code, comments, raw HTML, math
inline_masking  the same within a text: code spans, tags, link targets
headings        a heading's words                  sentences   the sentence around a citation
pandoc_scan     citations in Pandoc's syntax             other_brackets   shortcodes in the brackets of other tools
notebook_text   the Markdown of a notebook         notebook_edits the same, edited where it stands
"""
