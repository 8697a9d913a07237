"""What a user typed -> a draft entry.

identify      a URL, DOI, arXiv id or file
fetch_source  fetches it and drafts the entry
soft_errors   whether an answer is the source at all
"""
