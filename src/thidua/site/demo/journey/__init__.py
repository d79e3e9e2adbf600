"""The journey of the demo's movement: dated steps, each done by those who do it in an office, by the real actions."""
