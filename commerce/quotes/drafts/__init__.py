"""Quotes that a person prepares: nobody but staff sees them until they are sent."""
