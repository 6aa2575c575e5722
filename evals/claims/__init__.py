"""The fact checker held against sentences that are true and sentences that are not."""
