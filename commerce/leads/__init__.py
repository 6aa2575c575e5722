"""Leads: how ripe a sale is, by the pack's own rules, and why."""
