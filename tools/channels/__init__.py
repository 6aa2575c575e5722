"""The ways to a customer: the web page, WhatsApp, and what else joins."""
