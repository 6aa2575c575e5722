"""The thin outer layer: HTTP, worker, command line, and the wiring that joins everything."""
