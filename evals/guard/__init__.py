"""The guard behind a model's words: honest wordings that it lets pass, and lies that it does not."""
