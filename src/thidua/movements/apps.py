from django.apps import AppConfig


class MovementsConfig(AppConfig):
    name = "thidua.movements"
    label = "movements"
    verbose_name = "Phong trào"

    def ready(self) -> None:
        """Offer the to-dos and the papers; models exist only from here on."""
        from thidua.movements.papers import offer_papers
        from thidua.movements.todos import todos
        from thidua.notices.todo import provides_todos

        provides_todos(todos)
        offer_papers()
