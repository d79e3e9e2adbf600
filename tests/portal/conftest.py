from tests.decisions.conftest import chancery, second_body_officer

__all__ = ["chancery", "second_body_officer"]
