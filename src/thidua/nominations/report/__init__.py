"""Writing the achievement report of a nomination: what the record knows beside what its writer says."""
