"""Files of a real kiosk machine; each stands alone there, without the rest of the product."""
