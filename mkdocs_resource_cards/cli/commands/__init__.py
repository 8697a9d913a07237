"""One command a module, each with the name `command`.

In the registry   add, import_, export, find, rename, merge, remove, update
Beside it         snapshot, schema
In pages          check, convert
In the site       init, assets, pages
For editors       lsp
"""
