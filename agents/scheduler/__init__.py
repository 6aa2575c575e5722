"""Books, moves and cancels: offers slots that are really free, and asks for a yes before anything is written."""
