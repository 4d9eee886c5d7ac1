### Looking back on one's own time: /trends. The rules of texts.ftl hold here too; no total, no verdict.

command-trends = Look back on your own time: the five parts, days, pauses and plans, as pictures and in words
option-reach = How far back
option-trends-category = Only check-ins about one kind of relation
option-trends-label = Only check-ins with one of your labels
reach-30d = 30 days
reach-90d = 90 days
reach-1y = A year
reach-all = All

trends-title = Looking back
trends-span = { $since } to { $until }
trends-all = Everything you kept
trends-about = Only about: { $category }
trends-label = Only with the label:
trends-left-out = -# Days and pauses are about nobody in particular, so they are not in this view.
trends-pick = About whom
trends-everybody = All of them
button-trends-labels = All labels
trends-nothing = There is nothing kept from this time, so there is nothing to see yet.
trends-split = -# “First” is until { $middle }, “then” is after it. Nothing is added up here, and nothing is counted as missing.
trends-undrawn = -# The pictures can't be drawn just now. The words say the same.
trends-unreadable = -# { $count ->
    [one] One entry can't be opened, so it is not in here.
   *[other] { $count } entries can't be opened, so they are not in here.
 }
trends-stopped = Stopped here. Nothing has changed.

trends-part = **{ $part }** · { $told }
trends-part-none = **{ $part }** · not looked at in this time
trends-part-few = **{ $part }** · { $count ->
    [one] one check-in so far
   *[other] { $count } check-ins so far
 }, too few for a line: { $told }
trends-halves = first { $first }; then { $then }
trends-times = { $what } { $count ->
    [1] once
    [2] twice
   *[other] { $count } times
 }
trends-dated = { $day }: { $what }
trends-never = nothing
trends-pair = before { $before }, afterwards { $after }
trends-went-lower = afterwards lower
trends-went-same = the same afterwards
trends-went-higher = afterwards higher

trends-moods = Tired or resentful
trends-contacts = Asked or told
trends-pauses = Pauses
trends-plans = What you meant to ask
trends-unseen = not looked at
trends-before = before
trends-after = afterwards
trends-mark-each = One mark: a check-in
trends-mark-week = Mark: average of a week
trends-mark-month = Mark: average of a month
trends-case-rested = rested or fine
trends-case-tired = tired and at peace
trends-case-unthanked = tired and unthanked
trends-case-fed-up = fed up or resentful
trends-case-asked = asked
trends-case-mixed = asked and told
trends-case-told = told
trends-case-apart = no contact
trends-case-yes = asked
trends-case-differently = in another way
trends-case-no = not asked
trends-case-open = not told yet
trends-alt-parts = The five parts over time, each mark nearer helping, in between, or nearer rescuing.
trends-alt-days = How you were, and what contact was like, by day.
trends-alt-more = How strong worries were before and after pauses, and what became of what you meant to ask.
