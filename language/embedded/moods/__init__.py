"""How a message is meant: mood and hurry, learnt from messages of customers beside what the word lists tell."""
