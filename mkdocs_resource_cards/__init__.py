"""Cards, inline references and "cited by" for outside sources in documentation.

The core (everything but `hosts` and `cli`) knows no site generator. Start reading at `extension`, which walks the stations of
a shortcode: parse -> look up -> compose -> render -> place.
"""

__version__ = "0.1.0"
