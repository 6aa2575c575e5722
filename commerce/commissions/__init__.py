"""What the people who sell earn on what was paid."""
