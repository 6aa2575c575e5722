"""Who a business serves, as the one who serves them sees them."""
