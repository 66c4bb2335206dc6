from governance.models.boards import Board, Meeting, Member, Oversight, Seat, TermOfReference

__all__ = ["Board", "Meeting", "Member", "Oversight", "Seat", "TermOfReference"]
