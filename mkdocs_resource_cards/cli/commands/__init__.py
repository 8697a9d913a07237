"""One command a module, each with the name `command`."""
