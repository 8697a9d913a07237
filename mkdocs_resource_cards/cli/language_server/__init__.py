"""The command `lsp`: a language server (Language Server Protocol 3.17) for pages and registry files.

server      the server and its features          session       the state of one server
questions, change_requests, document_events      handlers of requests and notifications
protocol    our locations and problems -> types of the protocol
documents   texts by the client's lines and position encoding
sites       the sites of a client's folders      site_state    one site, with unsaved texts
typing, yaml_typing   what is being typed in a page, in a registry file
completion  completion items                     hover         the card of a resource, as Markdown
shortcode_at the citation at a position      navigation    definitions, references, symbols
diagnostics what `check` would say               edits         text edits from two versions
actions, link_actions   code actions
renaming    what the command `rename` would do   adding        runs the commands `add` and `update`
"""
