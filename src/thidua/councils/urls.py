"""Addresses of `councils`."""

from django.urls import path

from thidua.councils.views import agenda, councils, meetings, papers, voting

app_name = "councils"

urlpatterns = [
    path("", councils.council_list, name="list"),
    path("lap-hoi-dong/", councils.create, name="create"),
    path("<int:pk>/", councils.detail, name="detail"),
    path("<int:pk>/them-uy-vien/", councils.appoint, name="appoint"),
    path("<int:pk>/uy-vien/<int:member_pk>/ket-thuc/", councils.release, name="release"),
    path("<int:pk>/lap-phien-hop/", councils.plan_meeting, name="plan_meeting"),
    path("phien-hop/<int:pk>/", meetings.meeting, name="meeting"),
    path("phien-hop/<int:pk>/viec/<slug:action>/", meetings.act, name="act"),
    path("phien-hop/<int:pk>/tien-do/", meetings.progress, name="progress"),
    path("phien-hop/<int:pk>/diem-danh/", meetings.attendance, name="attendance"),
    path("phien-hop/<int:pk>/bien-ban.<slug:extension>", meetings.minutes, name="minutes"),
    path("phien-hop/<int:pk>/chuong-trinh/", agenda.agenda, name="agenda"),
    path("phien-hop/<int:pk>/noi-dung/<int:question_pk>/dua-ra/", agenda.take_off, name="take_off"),
    path("phien-hop/<int:pk>/noi-dung/<int:question_pk>/hinh-thuc/", agenda.secrecy, name="secrecy"),
    path("phien-hop/<int:pk>/xung-dot/", agenda.conflict, name="conflict"),
    path("phien-hop/<int:pk>/xung-dot/<int:conflict_pk>/bo/", agenda.withdraw_conflict, name="withdraw_conflict"),
    path("phien-hop/<int:pk>/bo-phieu/", voting.vote, name="vote"),
    path("phien-hop/<int:pk>/phieu-da-kiem/", voting.ballots, name="ballots"),
    path("phien-hop/<int:pk>/phieu-giay/", papers.enter, name="papers"),
    path("phien-hop/<int:pk>/phieu-giay/<int:papers_pk>/xac-nhan/", papers.confirm, name="confirm_papers"),
    path("phien-hop/<int:pk>/phieu-giay/<int:papers_pk>/rut/", papers.withdraw, name="withdraw_papers"),
]
