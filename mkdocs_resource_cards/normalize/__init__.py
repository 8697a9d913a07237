"""One spelling for what people spell in many ways: plain functions of text, each with one rule.

text          characters that may reach a page          dates         ISO 8601
urls          safe http(s) addresses, domains           source_urls   when two addresses lead to the same source
identifiers   DOIs                                      titles        which part of a page's title is the site's name
title_order   the order of titles in a list
names         one person's or organisation's name       author_lists  a byline -> names
csl_dates     dates of CSL data <-> EDTF                languages     BCP 47
"""
