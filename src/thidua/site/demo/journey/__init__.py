"""The journey of the demo's movement: dated steps, each done by those who do it in an office."""

from thidua.site.demo.journey.steps import travel

__all__ = ["travel"]
