"""What a pension is assessed at when one retires."""
