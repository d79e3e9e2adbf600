"""The demo: an invented office at work on the reference plan. Every person in it is made up.

This package's own module stays empty of Django, so that the command line can read its options before Django is set up.
"""
