"""Papers to take away: forms and lists as PDF for A4, slips for the 80 mm printer of the kiosk."""
