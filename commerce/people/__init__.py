"""The people whose time customers can book."""
