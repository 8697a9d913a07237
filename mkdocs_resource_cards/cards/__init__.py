"""Cards: what a reader is shown of a resource.

card      the Card and its parts, as a template sees them
compose   Resource + context -> Card: every rule of what is shown, how much, how exact
short_citation   names, year and locator, where no style says how
style_source     a resource, as a citation style is told of it
"""
