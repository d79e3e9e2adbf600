from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "thidua.journal"
    label = "journal"
    verbose_name = "Nhật ký pháp lý"
