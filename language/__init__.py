"""The language engines behind one port: what a message means, and how a reply is worded."""
