"""What every Django app of the house stands on: the clock, refusals, answers, files, tables and exports."""
