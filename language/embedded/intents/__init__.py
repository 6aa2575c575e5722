"""What a customer wants: words and letter runs into intents with a calibrated confidence."""
