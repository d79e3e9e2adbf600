from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    name = "thidua.decisions"
    label = "decisions"
    verbose_name = "Quyết định"

    def ready(self) -> None:
        """Put the to-dos of decisions on the start page, and offer their papers."""
        from thidua.decisions.originals import offer_originals
        from thidua.decisions.papers import honours_panel, offer_papers
        from thidua.decisions.revocation.panels import revocations_panel
        from thidua.decisions.revocation.papers import offer_paper
        from thidua.decisions.revocation.todos import revocation_todos
        from thidua.decisions.todos import decision_todos
        from thidua.notices.todo import provides_todos
        from thidua.organisation.panels import provides_panels

        provides_todos(decision_todos)
        provides_todos(revocation_todos)
        provides_panels(honours_panel)
        provides_panels(revocations_panel)
        offer_papers()
        offer_paper()
        offer_originals()
