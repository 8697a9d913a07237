"""What a user typed -> a draft entry.

identify        a URL, DOI, arXiv id or file          fetch_source   fetches it and drafts the entry
soft_errors     whether an answer is the source       redirect_pages where a page sends its readers
page_pictures   a page's picture, for the registry    fill_in        what an entry lacks, from its source
"""
