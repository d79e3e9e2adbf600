from django.apps import AppConfig


class BaseConfig(AppConfig):
    name = "thidua.base"
    label = "base"
    verbose_name = "Nền chung"
