from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "thidua.site"
    label = "site"
    verbose_name = "Thi Đua"
