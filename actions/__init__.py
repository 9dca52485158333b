"""What the assistant can do: the rasa-sdk action server and the services behind it."""
