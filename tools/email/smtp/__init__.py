"""Mail over any SMTP server."""
