from django.apps import AppConfig


class CouncilsConfig(AppConfig):
    name = "thidua.councils"
    label = "councils"
    verbose_name = "Hội đồng"

    def ready(self) -> None:
        """Offer the to-dos and papers of councils; the models can only be read once all apps are loaded."""
        from thidua.councils.originals import offer_originals
        from thidua.councils.papers import offer_papers
        from thidua.councils.todos import council_todos
        from thidua.notices.todo import provides_todos

        provides_todos(council_todos)
        offer_papers()
        offer_originals()
