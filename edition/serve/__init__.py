"""The site of an edition on loopback while it is worked on: built again and reloaded at each save."""
