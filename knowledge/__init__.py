"""The business's own content: loaded, cut into chunks, indexed, searched, cited."""
