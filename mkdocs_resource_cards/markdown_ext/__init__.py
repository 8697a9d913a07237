"""The Python-Markdown extension: shortcode in, HTML out.

extension           registers everything; the block processor for shortcodes alone in a paragraph
inline_processor    shortcodes within a text             pandoc_processor   citations in Pandoc's syntax
citation_texts      what stands in one of these: the author's words, locators
bibliography_marks  what other tools call the place of the references
pending             what these leave in the tree         placement          what all that fill it share
tree_processor      fills in the elements of one page, in document order
citation_writer     numbers, groups, locators            styled_citations   citations in a style of CSL
styled_writer       one of these, as elements
list_writer         lists of resources, of references    labels             an author's own text for a link
line_breaks         no line breaks at a number           element_ids        what waits for other processors
note_marks          numbers of notes behind the punctuation
neighbours          the parent of an element, and what is before it
late_numbers        numbers in headings, which tables of contents leave out
descriptions        citations in the descriptions of images
put_away            what Python-Markdown keeps apart until the end, by its placeholders
pattern_registry, quick_patterns, block_names   make up for the time that one more inline pattern takes
unread_html, left_raw   shortcodes that no processor ever saw
fragments           citations in texts that another program renders
"""
