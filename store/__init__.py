"""Postgres and what stands on it: pool, unit of work, tenant scope, migrations, checkpoints, outbox, jobs, bus."""
