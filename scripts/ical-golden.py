#!/usr/bin/env python3
"""Writes crates/service/src/ical/golden/recurrences.txt: what python-dateutil (rules) and
recurring-ical-events (whole files) make of recurrences, so that `make test` compares without Python.

    python3 -m venv target/python && target/python/bin/pip install icalendar recurring-ical-events python-dateutil
    target/python/bin/python scripts/ical-golden.py            # writes
    target/python/bin/python scripts/ical-golden.py --check    # compares with what is checked in
"""
import datetime
import pathlib
import sys

import icalendar
import recurring_ical_events

HERE = pathlib.Path(__file__).resolve().parent.parent / "crates/service/src/ical/golden"
FIRST, LAST = datetime.date(2026, 1, 1), datetime.date(2027, 12, 31)

DAY = "DTSTART;VALUE=DATE:20260101"
LESSON = "DTSTART;TZID=Asia/Shanghai:20260901T080000\nDTEND;TZID=Asia/Shanghai:20260901T093500"
BERLIN = "DTSTART;TZID=Europe/Berlin:20260105T023000\nDURATION:PT1H"
UTC = "DTSTART:20260105T233000Z\nDTEND:20260106T003000Z"

CASES = [
    (LESSON, "RRULE:FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20261231T155959Z", "EXDATE;TZID=Asia/Shanghai:20261001T080000"),
    (LESSON, "RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;COUNT=8", "RDATE;TZID=Asia/Shanghai:20261010T080000"),
    (LESSON, "RRULE:FREQ=DAILY;COUNT=20", "EXDATE:20260903T000000Z,20260905T000000Z"),
    (LESSON, "RRULE:FREQ=WEEKLY;BYDAY=MO,WE,FR;WKST=SU;INTERVAL=2;UNTIL=20270301T000000Z", ""),
    (LESSON, "RRULE:FREQ=MONTHLY;BYDAY=1TU,-1FR;COUNT=15", ""),
    (LESSON, "RRULE:FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR;BYMONTH=9,10;COUNT=60", ""),
    (LESSON, "RRULE:FREQ=DAILY;BYHOUR=8,14;BYMINUTE=0,30;COUNT=30", ""),
    (LESSON, "RRULE:FREQ=HOURLY;INTERVAL=5;COUNT=40", ""),
    (LESSON, "RRULE:FREQ=HOURLY;BYDAY=TU;BYHOUR=8,9,10;BYMINUTE=0,20;COUNT=25", ""),
    (LESSON, "RRULE:FREQ=MINUTELY;INTERVAL=45;BYHOUR=8,9,10,11;COUNT=40", ""),
    (LESSON, "RRULE:FREQ=SECONDLY;INTERVAL=1800;COUNT=12", ""),
    (BERLIN, "RRULE:FREQ=WEEKLY;COUNT=60", ""),
    (BERLIN, "RRULE:FREQ=MONTHLY;BYDAY=MO;BYSETPOS=1,-1;COUNT=20", ""),
    (BERLIN, "RRULE:FREQ=MONTHLY;BYMONTHDAY=-1,15;COUNT=20", ""),
    (UTC, "RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;UNTIL=20260301T233000Z", ""),
    (UTC, "RRULE:FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", ""),
    (UTC, "RRULE:FREQ=YEARLY;BYYEARDAY=1,100,-1", ""),
    (UTC, "RRULE:FREQ=YEARLY;BYWEEKNO=1,20,53;BYDAY=MO", ""),
    (UTC, "RRULE:FREQ=YEARLY;BYWEEKNO=-1;BYDAY=SU;WKST=SU", ""),
    (DAY, "RRULE:FREQ=YEARLY", ""),
    (DAY, "RRULE:FREQ=MONTHLY;BYMONTHDAY=29,30,31", ""),
    (DAY, "RRULE:FREQ=MONTHLY;INTERVAL=3;BYDAY=TH", "EXDATE;VALUE=DATE:20260402,20260409"),
    (DAY, "RRULE:FREQ=YEARLY;BYMONTH=5,10;BYMONTHDAY=1,2,3", "RDATE;VALUE=DATE:20260919,20261010"),
    (DAY, "RRULE:FREQ=YEARLY;BYDAY=1MO,-1MO", ""),
    (DAY, "RRULE:FREQ=YEARLY;BYMONTH=1,11;BYDAY=3MO,4TH", ""),
    (DAY, "RRULE:FREQ=YEARLY;BYMONTHDAY=13;BYDAY=FR", ""),
    (DAY, "RRULE:FREQ=YEARLY;INTERVAL=4;BYMONTH=2;BYMONTHDAY=29", ""),
    ("DTSTART;VALUE=DATE:20200229", "RRULE:FREQ=YEARLY", ""),
    ("DTSTART;VALUE=DATE:20190131", "RRULE:FREQ=MONTHLY", ""),
    ("DTSTART;VALUE=DATE:20150107", "RRULE:FREQ=DAILY;INTERVAL=17;COUNT=240", ""),
    ("DTSTART;VALUE=DATE:20151228", "RRULE:FREQ=WEEKLY;INTERVAL=3;BYDAY=MO,SU;WKST=SU", ""),
    ("DTSTART;VALUE=DATE:20260430\nDTEND;VALUE=DATE:20260506", "RRULE:FREQ=YEARLY;COUNT=3", ""),
    ("DTSTART;TZID=Asia/Shanghai:20260105T190000\nDTEND;TZID=Asia/Shanghai:20260106T070000",
     "RRULE:FREQ=DAILY;INTERVAL=4;COUNT=30", ""),
    ("DTSTART;TZID=America/New_York:20260301T013000\nDURATION:PT30M", "RRULE:FREQ=DAILY;COUNT=30", ""),
]

OVERRIDE = """BEGIN:VEVENT
UID:case
RECURRENCE-ID;TZID=Asia/Shanghai:20260908T080000
DTSTART;TZID=Asia/Shanghai:20260912T140000
DTEND;TZID=Asia/Shanghai:20260912T153500
END:VEVENT
"""


def file(start, rule, more, tail=""):
    lines = [line for line in (start, rule, more) if line]
    return ("BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:golden\nBEGIN:VEVENT\nUID:case\n" + "\n".join(lines)
            + "\nEND:VEVENT\n" + tail + "END:VCALENDAR\n")


def told(text):
    """The occurrences that begin in the two years, by their start; days as dates, times in UTC."""
    calendar = icalendar.Calendar.from_ical(text)
    found = recurring_ical_events.of(calendar).between(FIRST, LAST + datetime.timedelta(days=1))
    lines = []
    for event in found:
        start, end = event["DTSTART"].dt, event["DTEND"].dt if "DTEND" in event else None
        if isinstance(start, datetime.datetime):
            start = start.astimezone(datetime.timezone.utc)
            end = end.astimezone(datetime.timezone.utc)
            lines.append(start.strftime("%Y%m%dT%H%M%SZ") + "/" + end.strftime("%Y%m%dT%H%M%SZ"))
        else:
            end = end or start + datetime.timedelta(days=1)
            lines.append(start.strftime("%Y%m%d") + "/" + end.strftime("%Y%m%d"))
    return sorted(set(lines))


def main():
    parts = [(file(*case), told(file(*case))) for case in CASES]
    parts.append((file(*CASES[0], OVERRIDE), told(file(*CASES[0], OVERRIDE))))
    text = "".join(f"{ics}= {' '.join(lines)}\n" for ics, lines in parts)
    path = HERE / "recurrences.txt"
    if "--check" in sys.argv:
        same = path.read_text(encoding="utf-8") == text
        print(f"{len(parts)} files, {sum(len(lines) for _, lines in parts)} occurrences:", "the same" if same else "DIFFERENT")
        sys.exit(not same)
    path.write_text(text, encoding="utf-8")
    print(f"{len(parts)} files, {sum(len(lines) for _, lines in parts)} occurrences")


main()
