"""RIS (Research Information Systems): reader and writer; lines of a record; tables of its types and tags."""
