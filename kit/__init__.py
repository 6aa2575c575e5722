"""What every room stands on: settings, money, clock, ids, errors, logging. Knows nothing of sales."""
