"""Forms of movements."""

from thidua.movements.forms.launching import AdmissionForm, LaunchForm, ReturnForm
from thidua.movements.forms.listing import MovementFilter
from thidua.movements.forms.plans import MovementForm, ReviewForms, UploadForm
from thidua.movements.forms.registration import RegistrationForm
from thidua.movements.forms.reports import ReportForm

__all__ = [
    "AdmissionForm",
    "LaunchForm",
    "MovementFilter",
    "MovementForm",
    "RegistrationForm",
    "ReportForm",
    "ReturnForm",
    "ReviewForms",
    "UploadForm",
]
