"""The console: where people take conversations over and see what the graph does."""
