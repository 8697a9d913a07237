"""The command `lsp`: a language server (Language Server Protocol 3.17) for pages and registry files.

server      all that is answered                 session       the state of one server
questions, change_requests, document_events      what a client asks or tells -> one call each
protocol    our places and problems -> the protocol's types
sites       the sites of a client's folders      site_state    one site, with texts that are not saved yet
typing      what is being typed at a place       shortcode_at  what stands at a place
completion  what may follow                      hover         the card of a resource, as Markdown
navigation  definitions, references, symbols     diagnostics   what `check` would say
edits       renaming, code actions               adding        runs the command `add`
"""
