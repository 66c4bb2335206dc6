"""Until when a decision may be called in, and from which day it takes effect where nobody does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils.timezone import make_aware

from core.dates import ONE_DAY, add_working_days

END_OF_DAY = 24


@dataclass(frozen=True)
class CallInPeriod:
    """How long decisions may be called in: so many days after the one they are counted from."""

    days: int
    working: bool
    until_hour: int = END_OF_DAY

    def last_day(self, counted_from: date) -> date:
        if self.working:
            return add_working_days(counted_from, self.days)
        return counted_from + timedelta(days=self.days)

    def ends(self, counted_from: date) -> datetime:
        """The last moment at which somebody may call in, by the council's clock."""
        hour = time.max if self.until_hour == END_OF_DAY else time(self.until_hour)
        return make_aware(datetime.combine(self.last_day(counted_from), hour))

    def effective_on(self, counted_from: date) -> date:
        """The day after the last of the call-in: until then nothing is done."""
        return self.last_day(counted_from) + ONE_DAY
