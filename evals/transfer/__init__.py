"""Conversations that move to WhatsApp in the middle of something, and whether they go on."""
