"""Entries that come from other programs' files, and go out into them.

drafts   a work of a file -> an entry as a person would write it      works    when two works are one, and what they share
taking   works of a file -> the registry                              updates  what a later file says otherwise
last_import  what an import wrote, for the next one                    giving   the registry -> a file
"""
