"""Plan → movement → tasks, milestones, registration, reports."""
