"""Finding entries by approximate words, for `find` and for completion in editors.

index   all entries, indexed for repeated queries
"""
