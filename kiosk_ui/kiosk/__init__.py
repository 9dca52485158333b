"""The touchscreen kiosk page, and the plain page that lets a visitor choose between the two faces."""
