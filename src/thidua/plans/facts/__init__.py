"""What a plan says: one small reader for each kind of fact."""
