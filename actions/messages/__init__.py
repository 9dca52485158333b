"""Text messages to people's phones: written to an outbox with the work they tell of, then sent by the jobs."""
