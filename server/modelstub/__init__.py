"""An OpenAI-compatible server without a model: for tests, offline demos, and answers that must be wrong on purpose."""
