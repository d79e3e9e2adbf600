from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "thidua.documents"
    label = "documents"
    verbose_name = "Văn bản đi"

    def ready(self) -> None:
        """Put to-dos on the start page and letterheads on the pages of bodies; tell which papers can be copied."""
        from thidua.documents.copies.own import offer_originals
        from thidua.documents.copies.panels import panels_of_a_paper
        from thidua.documents.extras import adds_panels
        from thidua.documents.letterhead_panel import letterhead_panel
        from thidua.documents.todos import document_todos
        from thidua.notices.todo import provides_todos
        from thidua.organisation.panels import provides_panels

        provides_todos(document_todos)
        offer_originals()
        adds_panels(panels_of_a_paper)
        provides_panels(letterhead_panel)
