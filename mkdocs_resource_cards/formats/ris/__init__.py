"""RIS (Research Information Systems): reader and writer; tables of its types and tags."""
