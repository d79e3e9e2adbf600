from django.apps import AppConfig


class MovementsConfig(AppConfig):
    name = "thidua.movements"
    label = "movements"
    verbose_name = "Phong trào"

    def ready(self) -> None:
        """Offer the to-dos; models exist only from here on."""
        from thidua.movements.todos import todos
        from thidua.notices.todo import provides_todos

        provides_todos(todos)
