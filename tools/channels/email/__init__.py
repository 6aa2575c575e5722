"""Mail to and from customers, threaded, over any SMTP and IMAP server."""
