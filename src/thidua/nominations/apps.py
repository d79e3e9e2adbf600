from django.apps import AppConfig


class NominationsConfig(AppConfig):
    name = "thidua.nominations"
    label = "nominations"
    verbose_name = "Hồ sơ khen thưởng"

    def ready(self) -> None:
        """Register the to-dos, the papers and the panels on the pages of movements, people and units."""
        from thidua.movements.panels import provides_panel
        from thidua.nominations.eligibility.panels import eligibility_panel
        from thidua.nominations.panels import funnel_panel, nominations_panel
        from thidua.nominations.papers import offer_papers
        from thidua.nominations.todos import dossier_todos
        from thidua.notices.todo import provides_todos
        from thidua.organisation.panels import provides_panels

        provides_todos(dossier_todos)
        provides_panel(funnel_panel)
        provides_panels(nominations_panel)
        provides_panels(eligibility_panel)
        offer_papers()
