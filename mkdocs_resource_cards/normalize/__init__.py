"""Normal forms of text: plain functions, one rule each.

text          characters that may reach a page          dates         of web pages -> ISO 8601
urls          safe http(s) addresses, domains           loose_dates   of bibliographies -> EDTF
source_urls   when two addresses lead to one source     csl_dates     of CSL data <-> EDTF
identifiers   DOIs, arXiv ids                           months        names of months and seasons
title_order   the order of titles in a list             titles        which part of a page's title is the site's name
refusals      what language models say for a text
names         one person's or organisation's name       author_lists  a byline -> names
languages     BCP 47                                     title_markup  CSL's few tags in titles
"""
