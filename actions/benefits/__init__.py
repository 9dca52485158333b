"""What people are entitled to, worked out: pure functions over dated tables of parameters, each line with its source."""
