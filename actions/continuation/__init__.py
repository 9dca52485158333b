"""Going on elsewhere: what was begun on one face is continued on the other by a one-time number that carries no identity."""
