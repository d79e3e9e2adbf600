"""Measurements of speed; run by hand, never asserted in a test. See docs/performance.md."""
