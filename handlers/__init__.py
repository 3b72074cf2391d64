"""What a person does in a chat, turned into commands, and what is shown to them."""
