"""Jobs: reminders, waiting list, expiry and retention, run by one leader at a time."""
