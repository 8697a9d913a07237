"""BibTeX and biblatex: reader, writer, and the TeX within their values."""
