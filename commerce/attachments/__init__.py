"""Files that customers send along: of kinds that the pack allows, told by their bytes and never by their names."""
