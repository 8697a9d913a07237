"""MkDocs and ProperDocs: the plugin `resource-cards`.

plugin             hooks, each one call                  build             one build: scan, render, reconcile
page_facts         pages and files of MkDocs             generated_pages   which pages are added, and what they hold
generated_files    a page that no author wrote           navigation        what stands beside such a page
downloads          files for reference managers          path_reservations whether a path is free
page_shells        the theme around generated pages     shell_trials      how that is found
previews           files of previews, the script         search_exclusion  what search does not see
rerender           what the index has changed on a page  dirty_builds      what only a dirty build needs
config_setup       the extension and the style sheet     edit_links        edit links to registry entries
languages          of static-i18n                        print_site        for the plugin print-site
notebooks          for mkdocs-jupyter                    reporting         problems -> the log
kept_texts         what an earlier build made           lasting_objects   what garbage collections leave out
"""

from .plugin import ResourceCardsPlugin

__all__ = ["ResourceCardsPlugin"]
