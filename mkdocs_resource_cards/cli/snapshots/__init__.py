"""Snapshot files: written only when the new one is better.

writer     an answer -> a snapshot file      header     the lines above its text
durations  spans of time as people type them
"""
