"""Papers that customers keep: quotes, orders, summaries."""
