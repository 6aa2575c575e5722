"""Evaluations and benchmarks: they sit on top of all and look at the whole."""
