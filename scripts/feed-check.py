"""Called by feed-check.sh: makes a feed on the page of a served demonstration and subscribes real clients to it.

    feed-check.py ORIGIN FOLDER
"""
import html
import pathlib
import re
import subprocess
import sys
import time

import icalendar
import requests

origin, place = sys.argv[1], pathlib.Path(sys.argv[2])
tools = pathlib.Path(sys.executable).parent


def run(*command):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"error: {command[0]} ended with {done.returncode}: {done.stdout[-800:]}{done.stderr[-800:]}")
    return done.stdout + done.stderr


def make_feed(email):
    browser = requests.Session()
    browser.headers.update({"origin": origin, "accept": "text/html", "accept-language": "en"})
    form = {"email": email, "password": "twinpost-demo", "next": "/"}
    browser.post(f"{origin}/rpc/session/sign_in", data=form, headers={"referer": f"{origin}/sign-in"})
    page = browser.get(f"{origin}/feeds").text
    kind, subject = re.findall(r'name="kind" value="(\w+)".*?name="subject" value="(\d+)"', page, re.S)[-1]
    wanted = {"kind": kind, "subject": subject}
    made = browser.post(f"{origin}/rpc/feed/make", data=wanted, headers={"referer": f"{origin}/feeds"})
    found = re.search(r'value="([^"]+/cal/[^"]+\.ics)"', made.text)
    if not found:
        sys.exit("error: no address was shown")
    return kind, html.unescape(found.group(1))


kind, address = make_feed("hr@demo.example")

started = time.monotonic()
answer = requests.get(address)
first = (time.monotonic() - started) * 1000
started = time.monotonic()
again = requests.get(address, headers={"if-none-match": answer.headers["etag"]})
second = (time.monotonic() - started) * 1000
assert answer.status_code == 200 and again.status_code == 304, (answer.status_code, again.status_code)
print(f"feed of one {kind}: {len(answer.content)} bytes in {first:.1f} ms, again 304 in {second:.1f} ms")

calendar = icalendar.Calendar.from_ical(answer.content)
events = calendar.walk("VEVENT")
wrong = [event.errors for event in events if event.errors] + calendar.errors
assert events and not wrong, wrong
print(f"icalendar: {len(events)} events, no errors")

(place / "vdirsyncer").write_text(f"""
[general]
status_path = "{place}/status/"
[pair feed]
a = "web"
b = "folder"
collections = null
conflict_resolution = "a wins"
[storage web]
type = "http"
url = "{address}"
[storage folder]
type = "filesystem"
path = "{place}/calendar/"
fileext = ".ics"
""")
(place / "calendar").mkdir()
vdirsyncer = (tools / "vdirsyncer", "-c", place / "vdirsyncer")
run(*vdirsyncer, "discover")
run(*vdirsyncer, "sync")
items = {path.name: path.stat().st_mtime_ns for path in (place / "calendar").glob("*.ics")}
assert len(items) == len(events), (len(items), len(events))
run(*vdirsyncer, "sync")
same = {path.name: path.stat().st_mtime_ns for path in (place / "calendar").glob("*.ics")}
assert items == same, "the second sync changed something"
print(f"vdirsyncer: {len(items)} items, the second sync changes none")

(place / "khal").write_text(f"""
[calendars]
[[feed]]
path = {place}/calendar/
readonly = True
[locale]
local_timezone = Asia/Shanghai
default_timezone = Asia/Shanghai
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
[sqlite]
path = {place}/khal.db
""")
start = min(event["DTSTART"].dt for event in events)
shown = "{start-date}|{title}"
listed = run(tools / "khal", "-c", place / "khal", "list", "--format", shown, "--day-format", "", start.strftime("%Y-%m-%d"), "500d")
known = {line.strip() for line in listed.splitlines() if line.strip()}
expected = {f"{event['DTSTART'].dt:%Y-%m-%d}|{event['SUMMARY']}" for event in events}
assert expected <= known, f"khal does not list {len(expected - known)} of {len(expected)}: {sorted(expected - known)[:3]}"
print(f"khal: lists {len(expected)} of {len(expected)}")
