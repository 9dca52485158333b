"""How people meet the assistant: the Flask application, the only public door."""
