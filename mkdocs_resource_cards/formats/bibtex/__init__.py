"""BibTeX and biblatex: reader, writer, and the TeX within their values.

reader    a file -> plain entries                  writer       resources -> a file
blocks    the file, cut into entries               fields       an entry -> its fields, abbreviations filled in
inherit   what an entry takes from another         tables       types and fields, and what they are in a registry
entry_values    fields -> the values of a plain entry, titles and venues among them    names    lists of names
dates     the dates of an entry                    verbatim     addresses and identifiers, which are no TeX
addresses where an entry says its address          escape       text -> TeX
misspelt  what was nearly a field or a type        localization what biblatex says in words of its own
titles    the titles of an entry
latex, mathematics, tex_symbols    TeX -> text
"""
