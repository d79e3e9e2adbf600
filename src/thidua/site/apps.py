from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "thidua.site"
    label = "site"
    verbose_name = "Thi Đua"

    def ready(self) -> None:
        """Put the own record on the to-do list."""
        from thidua.notices.todo import provides_todos
        from thidua.site.record_todos import record_todos

        provides_todos(record_todos)
