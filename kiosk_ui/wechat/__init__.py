"""The official account's face: the webhook, what is said in the chat, the way into the page, and the menu."""
