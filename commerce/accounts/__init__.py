"""The people who work in the console: who they are, how they sign in, what each may do."""
