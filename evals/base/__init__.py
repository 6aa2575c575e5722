"""The base set of intents by itself: how messages that nobody foresaw are read after learning it and nothing else."""
