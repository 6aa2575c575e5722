"""Where a sale stands and what moves it on: stages, their conditions and the strategy in force."""
