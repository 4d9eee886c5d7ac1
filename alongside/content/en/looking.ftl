### Looking through one's own reflections, changing and deleting them, and the say in what is kept.
### The rules stand at the top of texts.ftl.

## Commands

command-reflections-search = Find kept check-ins by words that you wrote there
option-find-words = Words that all stand in it. Case and accents make no difference
option-find-category = Only those about this kind of relation
option-find-label = Only those with this label
option-find-part = Only those where this part was looked at
option-find-leaning = Only those where a part, or the one you picked, sat here
option-find-since = From this day, month or year: 2026-03-01, 2026-03 or 2026
option-find-until = Up to this day, month or year, which belongs to it
option-find-span = How far back, instead of a day to begin with

part-goal = Goal
part-behaviours = Behaviours
part-thoughts = Thoughts
part-emotions = Emotions
part-problem = Underlying problem

span-week = The last seven days
span-month = The last 30 days
span-quarter = The last 90 days
span-year = The last year

## Buttons

button-all = All of them
button-sweep = Delete these …
button-sweep-yes = Yes, delete all of these
button-sweep-no = No, leave them
button-undo = Undo
button-rewrite = Note and label …
button-think = Add a thought …
button-later = Later thoughts

## What is looked for. Read back from the screen, so each stands on a line of its own.

wanted-words = -# With the words: { $value }
wanted-category = -# About: { $value }
wanted-label = -# Label: { $value }
wanted-part = -# Part: { $value }
wanted-leaning = -# Sat: { $value }
wanted-since = -# From: { $value }
wanted-until = -# Up to: { $value }

## The list

find-title = Found among your reflections
find-nothing = There is none like this.
find-looked = Looked at { $looked } of { $total } so far …
find-no-date = That doesn't read as a date. A day is written like 2026-03-01, a month like 2026-03, a year like 2026.
find-unreadable = -# { $count ->
    [one] One can't be opened, so it was not looked into.
   *[other] { $count } can't be opened, so they were not looked into.
 }
entry-with-later = -# { $count ->
    [one] with a later thought
   *[other] with { $count } later thoughts
 }

## One of them

entry-day = -# For you it was { $day }, by the clocks of { $zone }.
rewrite-title = Note and label
rewrite-label = Your private label
rewrite-label-hint = A word of your own, such as a colour. Left empty, there is none.
rewrite-note = Your note
think-title = A later thought
think-field = What do you think of it now?
think-hint = It is dated and stands below. Better without names or medical details.
later-when = **A later thought**, { $when }
later-more = -# { $count ->
    [one] One more stands under "Later thoughts".
   *[other] { $count } more stand under "Later thoughts".
 }
later-place = -# Later thought { $number } of { $total }
later-delete = **Delete this later thought?** It is from { $when }, and can't be brought back. The rest stays.
later-full = This one has { $most } later thoughts already: there is room for no more.

## Deleting

sweep-title = { $count ->
    [one] Delete the one that was found?
   *[other] Delete all { $count } that were found?
 }
sweep-text = { $count ->
    [one] It goes with anything you wrote there.
   *[other] They go with anything you wrote there.
 } For { $minutes } minutes this can be undone; after that it is for good.
sweep-changed = What is found has changed since you were asked. Nothing is deleted so far.
undo-done = { $count ->
    [one] It is back, as it was.
   *[other] All { $count } are back, as they were.
 }
undo-late = There is nothing here to bring back: it is back already, or { $minutes } minutes have passed.
