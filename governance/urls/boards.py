from django.urls import path

from core.paths import history_path, record_paths
from core.permissions import Permission
from governance import forms
from governance.models import Board, BoardKind
from governance.views import boards, meetings, pasting

BOARD = "boards/<int:parent>/"
MEETING = "meetings/<int:parent>/"
HUB = "agreements/<slug:reference>/"
CHANGE = Permission.CHANGE_BOARDS

urlpatterns = [
    path("boards/", boards.BoardList.as_view(), name="board-list"),
    path("boards/<int:key>/", boards.BoardSee.as_view(), name="board"),
    history_path("boards", Board),
    *record_paths("boards", forms.BoardForm, CHANGE, add=boards.BoardAdd),
    path(f"{BOARD}members/paste/", pasting.PasteMembers.as_view(), name="members-paste"),
    path(f"{BOARD}meetings/paste/", pasting.PasteMeetings.as_view(), name="meetings-paste"),
    path(f"{BOARD}boards/add/", boards.SubBoardAdd.as_view(permission_required=CHANGE), name="sub-board-add"),
    path(
        f"{BOARD}terms-of-reference/paste/",
        boards.TermsOfReferenceAdd.as_view(),
        name="terms-of-reference-add",
    ),
    path("versions-of-terms/<int:key>/", boards.TermsVersionSee.as_view(), name="version-of-terms"),
    *record_paths("versions-of-terms", forms.TermsVersionForm, CHANGE, beneath=BOARD),
    *record_paths("names-of-boards", forms.BoardNameForm, CHANGE, beneath=BOARD),
    *record_paths("lines-of-charts", forms.BoardLineForm, CHANGE, beneath=BOARD),
    *record_paths("duties-to-report", forms.ReportingDutyForm, CHANGE, beneath=BOARD),
    *record_paths("parts-of-quorums", forms.QuorumPartForm, CHANGE, beneath=BOARD),
    *record_paths("turns-in-the-chair", forms.ChairTurnForm, CHANGE, beneath=BOARD),
    *record_paths("terms-of-reference", forms.TermOfReferenceForm, CHANGE, beneath=BOARD),
    *record_paths("seats", forms.SeatForm, CHANGE, beneath=BOARD),
    *record_paths("members", forms.MemberForm, CHANGE, beneath="seats/<int:parent>/"),
    *record_paths(
        "meetings",
        forms.MeetingForm,
        CHANGE,
        beneath=BOARD,
        add=meetings.MeetingAdd,
        change=meetings.MeetingChange,
    ),
    path("meetings/<int:key>/", meetings.MeetingSee.as_view(), name="meeting"),
    path("meetings/<int:key>/attendance/", meetings.AttendanceRecord.as_view(), name="attendance-record"),
    *record_paths("agenda-items", forms.AgendaItemForm, CHANGE, beneath=MEETING),
    *record_paths("attendances", forms.AttendanceForm, CHANGE, beneath=MEETING),
    *record_paths("interests-declared", forms.DeclaredInterestForm, CHANGE, beneath=MEETING),
    *record_paths(
        "actions-of-meetings",
        forms.MeetingActionForm,
        CHANGE,
        beneath=MEETING,
        add=meetings.MeetingAdd,
        change=meetings.MeetingChange,
    ),
    # What the law and practice know of them
    path("board-kinds/", boards.BoardKinds.as_view(), name="board-kinds"),
    *record_paths("board-kinds", forms.BoardKindForm, Permission.CHANGE_REFERENCE),
    history_path("board-kinds", BoardKind),
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
