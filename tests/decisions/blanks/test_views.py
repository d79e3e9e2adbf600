import pytest
from django.urls import reverse

from thidua.base import clock
from thidua.decisions.blanks import actions, printing
from thidua.decisions.blanks.models import Blank, PrintRun

from .conftest import new_blank

PRINTERS = ["officer", "administration"]
OTHERS = ["director", "member", "contact", "staff"]


def filled(page) -> dict[str, str]:
    """What a browser would send back from the editor's page without a change."""
    data = {"version": str(page.context["blank"].version)}
    for form in (page.context["form"], *page.context["rows"]):
        for field in form:
            value = field.value()
            if value is None or value is False or field.name == "scan":
                continue
            data[field.html_name] = "on" if value is True else value
    return data


@pytest.mark.parametrize("key", PRINTERS)
def test_those_who_print_open_the_pages_of_blanks(chancery, blank, sign_in, key):
    client = sign_in(key)
    for name, arguments in (("blanks", []), ("blank_add", []), ("blank", [blank.pk]), ("blank_sheets", [blank.pk])):
        assert client.get(reverse(f"decisions:{name}", args=arguments)).status_code == 200


@pytest.mark.parametrize("key", OTHERS)
def test_others_do_not_learn_of_blanks(chancery, blank, sign_in, key):
    client = sign_in(key)
    for name, arguments in (("blanks", []), ("blank_add", []), ("blank", [blank.pk]), ("blank_sheets", [blank.pk])):
        assert client.get(reverse(f"decisions:{name}", args=arguments)).status_code == 404


def test_the_way_from_a_new_blank_to_a_spoilt_sheet(chancery, sign_in, django_capture_on_commit_callbacks):
    decision = chancery.signed()
    client = sign_in("officer")
    values = {"body": chancery.office.body.pk, "name": "Giấy khen", "width": "297", "height": "210"}
    answer = client.post(reverse("decisions:blank_add"), values)
    blank = Blank.objects.get()
    assert answer.url == reverse("decisions:blank", args=[blank.pk])

    data = filled(client.get(answer.url)) | {"name-y": "100.5", "decision-used": ""}
    assert client.post(answer.url, data).status_code == 302
    layout = Blank.objects.get().layout
    assert {field.key: field.y for field in layout.fields}["name"] == 100.5
    assert "decision" not in {field.key for field in layout.fields}

    for kind in ("xem-thu.pdf", "to-thu.pdf"):
        looked = client.get(reverse("decisions:blank_file", args=[blank.pk, kind]))
        assert looked.content.startswith(b"%PDF")

    page = client.get(reverse("decisions:print", args=[decision.pk]), {"phoi": blank.pk})
    chosen = page.context["form"]["certificates"].value()
    assert len(chosen) == 3
    asked = {"blank": blank.pk, "first_serial": "000007", "certificates": chosen, "with_code": "on"}
    answer = client.post(reverse("decisions:print", args=[decision.pk]), asked)
    run = PrintRun.objects.get()
    assert answer.url == reverse("decisions:print_run", args=[run.pk])
    printing.make_run(run.pk, at=clock.now())
    assert client.get(reverse("decisions:print_file", args=[run.pk])).content.startswith(b"%PDF")

    answer = client.post(answer.url, {"serials": ["000008"], "reason": "Kẹt giấy"})
    again = client.get(answer.url)
    assert again.context["form"]["certificates"].value() == [run.certificates[1]]
    register = client.get(reverse("decisions:blank_sheets", args=[blank.pk])).content.decode()
    assert "<s>000008</s>" in register
    assert "Kẹt giấy" in register


def test_changing_the_sheet_asks_again_without_printing(chancery, blank, sign_in):
    decision = chancery.signed()
    page = sign_in("officer").post(
        reverse("decisions:print", args=[decision.pk]), {"blank": blank.pk, "change": "1", "certificates": []}
    )
    assert page.status_code == 200
    assert "first_serial" in page.context["form"].fields
    assert not page.context["form"].errors
    assert not PrintRun.objects.exists()


def test_a_blank_for_one_award_offers_only_its_certificates(chancery, sign_in):
    decision = chancery.signed()
    blank = new_blank(chancery, awards=["GIAY_KHEN"])
    page = sign_in("officer").get(reverse("decisions:print", args=[decision.pk]), {"phoi": blank.pk})
    assert len(page.context["form"].fields["certificates"].choices) == 1
    assert page.context["left_out"] == 2


def test_a_wrong_measure_is_said_at_its_row_and_keeps_what_was_typed(chancery, blank, sign_in):
    client = sign_in("officer")
    url = reverse("decisions:blank", args=[blank.pk])
    data = filled(client.get(url)) | {"name-x": "abc", "detail-y": "77.5"}
    answer = client.post(url, data)
    assert answer.status_code == 422
    text = answer.content.decode()
    assert 'value="abc"' in text
    assert 'value="77.5"' in text
    assert "Tên người nhận, Trái (mm)" in text


def test_a_place_outside_the_sheet_is_refused_with_its_measures(chancery, blank, sign_in):
    client = sign_in("officer")
    url = reverse("decisions:blank", args=[blank.pk])
    answer = client.post(url, filled(client.get(url)) | {"name-x": "280"})
    assert answer.status_code == 422
    assert "ra ngoài tờ phôi" in answer.content.decode()


def test_printers_are_noted_and_forgotten_in_the_page(chancery, blank, sign_in):
    client = sign_in("officer")
    act = reverse("decisions:blank_act", args=[blank.pk, "may-in"])
    client.post(act, {"name": "HP tầng 2", "offset_x": "-1.5", "offset_y": "0.5"})
    printer = blank.printers.get()
    assert (printer.offset.x, printer.offset.y) == (-1.5, 0.5)
    client.post(act, {"name": "HP tầng 2", "offset_x": "99", "offset_y": "0"})
    assert blank.printers.get().offset.x == -1.5
    client.post(reverse("decisions:blank_act", args=[blank.pk, "bo-may-in"]), {"printer": printer.pk})
    assert not blank.printers.exists()


def test_a_batch_tells_how_far_it_is(chancery, blank, sign_in):
    decision = chancery.signed()
    client = sign_in("administration")
    page = client.get(reverse("decisions:print", args=[decision.pk]))
    client.post(page.request["PATH_INFO"], {"certificates": page.context["form"]["certificates"].value()})
    run = PrintRun.objects.get()
    PrintRun.objects.filter(pk=run.pk).update(state="making", made=2)
    part = client.get(reverse("decisions:print_run", args=[run.pk]), headers={"HX-Request": "true"}).content.decode()
    assert 'value="2"' in part
    assert "hx-get" in part
    assert "<html" not in part


def test_the_list_of_blanks_asks_as_often_for_thirty_as_for_one(
    chancery, blank, sign_in, django_assert_max_num_queries
):
    client = sign_in("officer")
    url = reverse("decisions:blanks")
    client.get(url)

    def queries() -> int:
        with django_assert_max_num_queries(40) as captured:
            client.get(url)
        return len(captured)

    with_one = queries()
    for number in range(30):
        new_blank(chancery, f"Phôi {number}", awards=["CSTDCS"])
    assert queries() == with_one


def test_a_retired_blank_is_listed_but_no_longer_opened(chancery, blank, sign_in):
    actions.retire_blank(blank=blank, actor=chancery.user("officer"), at=clock.now())
    client = sign_in("officer")
    assert "Ngừng dùng" in client.get(reverse("decisions:blanks")).content.decode()
    assert client.get(reverse("decisions:blank", args=[blank.pk])).status_code == 404


def test_nonsense_in_an_address_or_a_form_is_no_crash(chancery, blank, sign_in):
    decision = chancery.signed()
    client = sign_in("officer")
    endless = "9" * 5000
    act = reverse("decisions:blank_act", args=[blank.pk, "bo-may-in"])
    look = reverse("decisions:blank_file", args=[blank.pk, "to-thu.pdf"])
    printing = reverse("decisions:print", args=[decision.pk])
    for nonsense in ("x", "²", endless):
        assert client.post(act, {"printer": nonsense}).status_code == 404
        assert client.get(look, {"may-in": nonsense}).status_code == 200
        assert client.get(printing, {"phoi": nonsense, "giay": nonsense}).status_code == 200
