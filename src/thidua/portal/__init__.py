"""The public face: no account needed, nothing personal beyond what may be shown."""
