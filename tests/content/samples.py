"""Small content files to break."""

SMALL = """
stale_after_days = 180
[directory]
name = "Directory"
url = "https://directory.example"
confirmed = true
checked_on = 2026-01-01
[[country]]
code = "XX"
name = "Somewhere"
emergency = ["112"]
emergency_source_title = "a page"
emergency_source = "https://page.example"
emergency_evidence = "government"
emergency_confirmed = true
emergency_checked_on = 2026-01-01
[[country.line]]
name = "Line"
contacts = [{ how = "call", number = "0123" }]
hours = "24/7"
source_title = "Line, start page"
source_url = "https://line.example"
evidence = "operator"
confirmed = true
checked_on = 2026-01-01
"""

SMALL_TELLING = """
inflection = "as written"
leads = ["so"]
offer = "May I?"
open = ["One?", "Two?", "Three?"]
[spelling]
dont = "do not"
[words]
verb = ["call", "sing along"]
[action]
longest = 3
verbs = ["{verb}"]
stops = ["because"]
loose = ["the"]
spoils = ["you"]
trailing = ["now"]
[action.spoken]
i = "I"
[action.turned]
my = "your"
[[kind]]
name = "must"
action = "last"
fitting = ["What of {action}?"]
open = ["Why?"]
patterns = ["you (must|have to) [1] {verb}", "^ so? {verb}", "do not?  even|really worry $"]
[[exception]]
name = "asking"
patterns = ["if you must"]
[[danger]]
name = "fire"
patterns = ["call the brigade"]
"""
