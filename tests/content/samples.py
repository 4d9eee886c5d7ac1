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
