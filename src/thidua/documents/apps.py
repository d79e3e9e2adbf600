from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "thidua.documents"
    label = "documents"
    verbose_name = "Văn bản đi"

    def ready(self) -> None:
        """Put the to-dos of papers on the start page."""
        from thidua.documents.todos import document_todos
        from thidua.notices.todo import provides_todos

        provides_todos(document_todos)
