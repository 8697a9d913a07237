"""The Python-Markdown extension: shortcode in, HTML out.

extension         registers everything; the block processor for shortcodes alone in a paragraph
inline_processor  shortcodes within a text
tree_processor    fills in the elements of one page, in document order
element_ids       what waits until other processors are done: ids, numbers in headings
pattern_registry  makes up for the time that one more inline pattern takes
"""
