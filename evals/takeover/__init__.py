"""Customer, assistant and two people at work in one conversation at once, in any order: who spoke when."""
