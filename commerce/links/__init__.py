"""Links that customers are given: to a quote, to pay, to a receipt."""
