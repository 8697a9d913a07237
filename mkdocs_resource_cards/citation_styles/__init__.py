"""Citations and references in the styles of CSL 1.0.2: a processor that knows nothing of resources or HTML.

- `data`: what it is given; `csl_json`, `name_parts`: the same from CSL-JSON; `sentence_titles`: titles of BibTeX files.
- `files`: where styles and locales are found; `site_style`: one of them, with what it made kept between builds.
- `style_xml`, `style_parser`: XML -> `style.Style`; `locale`, `languages`: words and forms of dates.
- `elements`, `names`, `person`, `names_format`, `dates`, `date_format`, `numbers`: the rendering elements;
  `labels`: `Roe20`; `context`: what is known and noted while they render one item; `hints`: what tells it from others.
- `output`: the tree that they make; `runs`: formatted text, and punctuation where two texts meet; `rich_text`, `text_case`.
- `processor`: all of one document, with `positions`, `sorting` (by `alphabets`), `disambiguation`, `collapsing`,
  `repeated_names`; `assigned`: what documents with one list of references share.
"""
