from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    name = "thidua.decisions"
    label = "decisions"
    verbose_name = "Quyết định"

    def ready(self) -> None:
        """Put the to-dos of decisions on the start page."""
        from thidua.decisions.todos import decision_todos
        from thidua.notices.todo import provides_todos

        provides_todos(decision_todos)
