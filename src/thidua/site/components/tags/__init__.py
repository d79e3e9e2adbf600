"""The components of the pages as template tags, by kind; `thidua.site.templatetags.thidua` joins them."""
