"""The site's configuration file, without running the host that it is for.

loader          the file -> Config: where the site stands, its options
values          bytes -> values, of MkDocs' YAML and Zensical's TOML
excluded_pages  files of the docs folder that are not pages
editor          the lines that switch the plugin on
"""
