"""The command `lsp`: a language server (Language Server Protocol 3.17) for pages and registry files.

server      all that is answered                 session       the state of one server
questions, change_requests, document_events      requests and notifications of a client -> one call each
protocol    our places and problems -> the protocol's types
documents   texts in the client's lines and units
sites       the sites of a client's folders      site_state    one site, with texts that are not saved yet
typing, yaml_typing   what is being typed at a place of a page, of a registry file
completion  what may follow                      hover         the card of a resource, as Markdown
shortcode_at what is at a place              navigation    definitions, references, symbols
diagnostics what `check` would say               edits         what makes one text of another
actions, link_actions   what an editor offers to change
renaming    what the command `rename` would do   adding        runs the commands `add` and `update`
"""
