"""What of decisions goes to other programs and comes back: signed files, packages, award records."""
