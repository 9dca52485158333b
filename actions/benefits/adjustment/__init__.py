"""What the yearly raise of Liaoning comes to, and why one is raised by less than another."""
