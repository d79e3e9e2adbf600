from django.apps import AppConfig


class InitiativesConfig(AppConfig):
    name = "thidua.initiatives"
    label = "initiatives"
    verbose_name = "Sáng kiến"

    def ready(self) -> None:
        """Put initiatives on the pages of people, and offer their certificate."""
        from thidua.initiatives.panels import initiatives_panel
        from thidua.initiatives.papers import offer_papers
        from thidua.organisation.panels import provides_panels

        provides_panels(initiatives_panel)
        offer_papers()
