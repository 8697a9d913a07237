"""Snapshot (HTML, Markdown, text; in the registry or in files) -> sanitised preview and excerpt.

files, decode, front_matter, source   a resource's snapshot: found, read, decoded
markup, markdown, bound               in any format -> short, shallow, balanced markup
sanitise, blocks                      -> sanitised -> paragraphs, lists, tables
prose, phrases, patterns, shorten     -> the excerpt: prose, cut at a sentence
preview                               -> the preview: the first characters, as rich HTML
digest, stored_digest, snapshots      both at once, cached by content
"""

from .files import folders_beside, registry_folders
from .sanitise import disarmed, inert
from .shorten import ELLIPSIS, shorten
from .snapshots import Excerpt, Preview, Snapshots

__all__ = ["ELLIPSIS", "Excerpt", "Preview", "Snapshots", "disarmed", "folders_beside", "inert", "registry_folders", "shorten"]
