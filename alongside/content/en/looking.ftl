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

button-found = What was found
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

## The say in what is kept. Each purpose has a name, how it stands, and what a yes and its end mean.

button-consent-change = Change …
button-consent-give = Say yes
button-consent-end = Take my yes back
button-consent-refuse = Say no
button-length-90d = 90 days …
button-length-1y = A year …
button-length-always = Until I delete them …
button-length-yes = Yes, keep them this long
button-length-no = No, leave it

privacy-next = The oldest reflection goes on { $when }, when its time is over.
privacy-retention = How long: { $retention }.

purpose-name-history = Keeping check-ins
purpose-yes-history = You said yes to keeping check-ins on { $when }.
purpose-no-history = On { $when } you took back your yes to keeping check-ins. No new one is kept.
purpose-never-history = You haven't said yes to keeping check-ins, so none is kept.
purpose-give-history = With a yes, what you decide to keep is stored here, sealed, for as long as you choose.
purpose-end-history = **If you take it back,** no new check-in is kept from then on, and you can say yes again at any time.
consent-ends = { $drafts ->
    [0] Nothing undecided is there to go.
    [one] The undecided entry goes at once, for good.
   *[other] The { $drafts } undecided entries go at once, for good.
 } { $reflections ->
    [0] Nothing is kept so far.
    [one] The one you kept stays until you delete it, or its time is over.
   *[other] The { $reflections } you kept stay until you delete them, or their time is over.
 }
consent-unticked = **If you untick keeping check-ins:**

purpose-name-messages = Messages that you ask for
purpose-yes-messages = You said yes to messages that you ask for on { $when }.
purpose-no-messages = On { $when } you took back your yes to messages. None is sent, and there is no daily question.
purpose-never-messages = You haven't said yes to messages, so none is sent.
purpose-give-messages = With a yes, a pause can end with one direct message, where you ask for it. The same yes lets /reminder set send you one question a day. For as long as one of them stands, your Discord id is stored with it, sealed.
purpose-end-messages = **If you take it back,** no message comes from then on, not even one that was about to. Your daily question is deleted. A pause under way loses the place to send to. If you haven't said yes to keeping check-ins, that pause goes at once.

retention-title = How long check-ins are kept
retention-change = **How long are they kept?** You see what goes before anything does.
retention-goes = { $count ->
    [0] With { $retention }, none of your check-ins goes now.
    [one] With { $retention }, one of your check-ins goes at once, for good.
   *[other] With { $retention }, { $count } of your check-ins go at once, for good.
 }
