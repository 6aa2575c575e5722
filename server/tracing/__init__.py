"""Turns told to the outside: OpenTelemetry by setting, LangSmith by its usual variables; personal data stays here."""
