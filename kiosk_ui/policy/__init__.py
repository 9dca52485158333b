"""Pages that show a policy document, so that every 依据 can be read in its own words."""
