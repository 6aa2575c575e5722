"""``parley eval intents``: the classifier that serves conversations, against messages whose intents are known."""
