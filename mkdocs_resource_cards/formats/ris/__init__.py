"""RIS (Research Information Systems): reader and writer."""
