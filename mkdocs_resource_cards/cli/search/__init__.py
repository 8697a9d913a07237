"""Finding entries by words that are nearly right: for `find`, and for what an editor offers.

index   all entries, ready to be asked again and again
"""
