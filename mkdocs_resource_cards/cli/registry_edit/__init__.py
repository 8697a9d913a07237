"""Changing registry files that people write: whole or not at all, one writer at a time, nothing else rewritten.

new_entries    entries that are added, those there already told apart    append       their text into a file, verified
known_sources  what the registry holds already                           yaml_writer  an entry -> YAML text
yaml_style     how a person wrote a file                                 set_fields   fields of entries that are there
remove_entries  entries taken out                                        yaml_items   keys within a list
flow_items     entries within brackets
"""
