"""The site generators that we support: the only modules that depend on one.

mkdocs      MkDocs and ProperDocs, by a plugin       zensical           Zensical, by its Markdown extension
plain       Python-Markdown itself                   extension_options  what that extension can be told
inline_assets  style sheet and script within a page  reporting          problems, where the host has no log
"""
