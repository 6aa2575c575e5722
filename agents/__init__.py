"""The agents, one room each, all of the same shape: node.py decides, schema.py names its data, prompt.md words it."""
