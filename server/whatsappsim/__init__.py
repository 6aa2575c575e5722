"""Meta's side of WhatsApp, for trying and testing with no account: a telephone, signed webhooks, the Cloud API."""
