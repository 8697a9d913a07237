"""One entry under another key, two made one, one taken out: registry, snapshots and pages together.

plan        what changes, nothing written yet      page_keys   keys in the text of a page
write       the plan, shown and written
"""
