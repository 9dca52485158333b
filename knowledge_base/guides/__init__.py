"""办事指南: answers written for retirees, each sentence carried by cited facts."""
