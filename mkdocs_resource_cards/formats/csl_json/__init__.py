"""CSL-JSON: reader and writer.

reader      an item -> a plain entry       writer      resources -> a file
as_written  what an item says and a resource has no place for
"""
