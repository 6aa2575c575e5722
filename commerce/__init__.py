"""The domain, one room per noun. Plain Python: no model framework, no web framework, no HTTP."""
