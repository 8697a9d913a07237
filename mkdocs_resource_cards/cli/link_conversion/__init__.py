"""Markdown links -> shortcodes.

converter    finds the links and writes shortcodes      label_rules  which link texts can be labels
"""
