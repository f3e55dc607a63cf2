"""The editor's working folder: what was last written, what was edited since, and writing it safely."""
