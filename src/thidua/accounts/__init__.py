"""People who sign in and the roles they may hold."""
