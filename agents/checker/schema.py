"""The checker's verdicts are those of ``agents.state.Reply``; it keeps nothing of its own."""
