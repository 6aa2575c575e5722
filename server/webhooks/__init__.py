"""What vendors tell: verified, kept as it came, acknowledged; the work comes after."""
