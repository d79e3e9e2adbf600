"""Pages of decisions; their files, and what is done with them, have modules of their own."""

from thidua.decisions.views.acts import act, discard, edit, send_back, sign
from thidua.decisions.views.downloads import file
from thidua.decisions.views.pages import decision_list, detail, draft

__all__ = ["act", "decision_list", "detail", "discard", "draft", "edit", "file", "send_back", "sign"]
