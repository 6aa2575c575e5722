"""Benchmarks: what a turn costs, beside the limit of the database and LangGraph's own saver."""
