"""Who may see or change a grant application: a proven person, an allowed relative, or somebody whose phone is proven."""
