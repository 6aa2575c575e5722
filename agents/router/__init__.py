"""Routes: from the reading and what is under way to the agents that must act. No model."""
