from django.urls import path

from core.paths import history_path, record_paths
from core.permissions import Permission
from governance import forms
from governance.models import Board
from governance.views import boards

BOARD = "boards/<int:parent>/"
HUB = "agreements/<slug:reference>/"
CHANGE = Permission.CHANGE_BOARDS

urlpatterns = [
    path("boards/", boards.BoardList.as_view(), name="board-list"),
    path("boards/<int:key>/", boards.BoardSee.as_view(), name="board"),
    history_path("boards", Board),
    *record_paths("boards", forms.BoardForm, CHANGE, add=boards.BoardAdd),
    path(f"{BOARD}boards/add/", boards.SubBoardAdd.as_view(permission_required=CHANGE), name="sub-board-add"),
    path(
        f"{BOARD}terms-of-reference/paste/",
        boards.TermsOfReferenceAdd.as_view(),
        name="terms-of-reference-add",
    ),
    *record_paths("terms-of-reference", forms.TermOfReferenceForm, CHANGE, beneath=BOARD),
    *record_paths("seats", forms.SeatForm, CHANGE, beneath=BOARD),
    *record_paths("members", forms.MemberForm, CHANGE, beneath="seats/<int:parent>/"),
    *record_paths(
        "meetings",
        forms.MeetingForm,
        CHANGE,
        beneath=BOARD,
        add=boards.MeetingAdd,
        change=boards.MeetingChange,
    ),
    # On an agreement's page
    path(f"{HUB}governance/", boards.AgreementGovernance.as_view(), name="agreement-governance"),
    path(
        f"{HUB}boards/add/",
        boards.AgreementBoardAdd.as_view(permission_required=CHANGE),
        name="agreement-board-add",
    ),
    *record_paths(
        "oversights",
        forms.OversightForm,
        CHANGE,
        beneath="agreements/<slug:parent>/",
        add=boards.OversightAdd,
    ),
]
