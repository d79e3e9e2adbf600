"""Addresses of `movements`."""

from django.urls import path

from thidua.movements.views import (
    amendments,
    board,
    deriving,
    detail,
    drafting,
    higher,
    listing,
    plans,
    registrations,
    reviews,
    tasks,
)

app_name = "movements"

urlpatterns = [
    path("", listing.movement_list, name="list"),
    path("ke-hoach/tai-len/", plans.upload, name="upload"),
    path("ke-hoach/<int:plan_pk>/ra-soat/", reviews.review, name="review"),
    path("ke-hoach/<int:plan_pk>/ra-soat/luu-tam/", reviews.review_draft, name="review_draft"),
    path("ke-hoach/<int:plan_pk>/don-vi/", reviews.plan_units, name="plan_units"),
    path("ke-hoach/<int:plan_pk>/tien-do/", plans.progress, name="plan_progress"),
    path("ke-hoach/<int:plan_pk>/doc-lai/", plans.read_again, name="read_again"),
    path("ke-hoach/<int:plan_pk>/bo/", plans.discard, name="discard"),
    path("ke-hoach/<int:plan_pk>/trang/<int:number>/", plans.plan_page, name="plan_page"),
    path("ke-hoach/<int:plan_pk>/tep/", plans.plan_file, name="plan_file"),
    path("ke-hoach/<int:plan_pk>/so-sanh/", amendments.amendment, name="amendment"),
    path("ke-hoach/<int:plan_pk>/ke-hoach-rieng/", deriving.derive_from_plan, name="derive_plan"),
    path("<int:pk>/ke-hoach-rieng/", deriving.derive_from_movement, name="derive"),
    path("moi/", drafting.blank, name="blank"),
    path("<int:pk>/ban-moi/", amendments.amend, name="amend"),
    path("<int:pk>/sua-nhiem-vu/", drafting.edit_tasks, name="edit_tasks"),
    path("<int:pk>/cap-tren/", higher.higher, name="higher"),
    path("<int:pk>/viec-duoc-giao/<int:duty_pk>/", detail.duty, name="duty"),
    path("<int:pk>/", detail.detail, name="detail"),
    path("<int:pk>/sua/", detail.edit, name="edit"),
    path("<int:pk>/buoc/<slug:action>/", detail.act, name="act"),
    path("<int:pk>/phat-dong/", detail.launch, name="launch"),
    path("<int:pk>/xac-nhan/", detail.acknowledge, name="acknowledge"),
    path("<int:pk>/lich.ics", tasks.calendar_file, name="calendar"),
    path("<int:pk>/nhiem-vu/", tasks.task_list, name="tasks"),
    path("<int:pk>/nhiem-vu/<int:task_pk>/", tasks.task_detail, name="task"),
    path("<int:pk>/nhiem-vu/<int:task_pk>/bao-cao/", tasks.report, name="report"),
    path("minh-chung/<int:pk>/", tasks.evidence, name="evidence"),
    path("<int:pk>/theo-doi/", board.board, name="board"),
    path("<int:pk>/them-don-vi/", detail.admit, name="admit"),
    path("<int:pk>/nhac/", board.remind, name="remind"),
    path("<int:pk>/dang-ky/", registrations.registration_list, name="registrations"),
    path("<int:pk>/dang-ky/<int:unit_pk>/", registrations.registration, name="registration"),
    path("<int:pk>/dang-ky/<int:unit_pk>/<slug:action>/", registrations.registration_act, name="registration_act"),
]
