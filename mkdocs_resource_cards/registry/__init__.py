"""The registry: files -> every resource by every key, and what was wrong on the way.

sources          which files a registry is made of          file_text     their bytes, for a YAML parser
events, nodes    bytes -> nodes that know their place       lists         a file is a list, or a mapping of lists
recovery         the entries after a broken one             anchors       anchors and aliases, within bounds
resource_fields  the fields, each declared once             fields        the values that a field may have
csl_fields       names, dates and texts as CSL has them     entries       node -> entry
bibliographies   files of other programs                    additions     their entries, and what YAML adds to them
publications     which one a resource appeared in           builder       all files -> rows; keys are unique
rows, store      kept in memory, or between builds          lookup        key -> resource
suggest          likely fixes of keys                       yaml_hints    likely fixes of values
field_errors     errors of field values                    report        the problems of one file
schema           the JSON Schema, for editors               csl_descriptions    what CSL variables mean, for editors
plain_entries, plain_nodes    entries as plain values, in and out

Errors: `RegistryError`, one line for the author, is the only one that leaves this package.
"""

from .lookup import Registry, load
from .sources import RegistryError

__all__ = ["Registry", "RegistryError", "load"]
