### Everything the bot says in English, but for the check-in's questions (questions.toml).
###
### Rules: it asks or reflects, it never instructs about anybody's life; "today's answers sit nearer …",
### never "you are …"; no labels, no diagnosis, no score, no praise; short sentences, everyday words.
### Buttons and how-to-use texts may use imperatives: they are about the bot.
### A line that begins with "**" is written {"**"}, because Fluent keeps the asterisk for itself there.
### Limits: button 80, form title and field name 45, field hint and command description 100 characters.

## Commands

command-checkin = A short check-in with yourself: five questions, about a minute
option-kind = Five questions (quick), or all of them in small steps (guided)
option-category = Who you support: a friend, a parent, someone else …
option-label = A word of your own to tell this check-in by, such as a colour. No real name needed
command-today = Today in three short questions, and one back
command-pause = Before you text or call again: name the worry, wait a little, look once more
command-reflections = Your own kept check-ins
command-reflections-list = See your kept check-ins, newest first
command-privacy = What is kept about you, and your say in it
command-privacy-show = See what is kept, who could see what, and change it
command-privacy-export = Get everything that is kept about you as a file
command-privacy-erase = Erase everything that is kept about you
command-help-now = Help lines and emergency numbers, by country
command-about = What Alongside is, and what it is not

kind-quick = Quick: five questions
kind-guided = Guided: all questions, one small step at a time

## Who is supported

category-friend = A friend
category-partner = A partner
category-parent = A parent
category-child = A child or teenager
category-relative = A relative
category-colleague = A colleague
category-online = Someone online
category-other = Someone else

## Buttons

button-help-now = Help now
button-how = How this works
button-today = Look at today
button-today-unkept = Look at today, keep nothing
button-now = How is it now?
button-pause-stop = Stop the pause
button-pause-let-go = Let it go
button-pause-on = Let it run
button-pause-anew = Start anew …
button-start-unkept = Check in, keep nothing
button-start = Check in
button-consent = Choose what is kept …
button-keep = Keep this
button-keep-open = Keep it, and leave it open
button-drop = Don't keep
button-note-add = Add a note …
button-note-part = Note on this part …
button-note-change = Change the note …
button-back = Back
button-list = My reflections
button-open = Open
button-look = Look at it
button-delete = Delete …
button-delete-yes = Yes, delete it
button-delete-no = No, leave it
button-newer = Newer
button-older = Older
button-note-read = Read the whole note
button-newer-page = Previous page
button-older-page = Next page
button-export = Get it as a file
button-erase = Erase everything …
button-privacy = What is kept
button-carry-on = Carry on
button-carry-on-there = Carry on where you were
button-afresh = Start afresh
button-skip = Skip
button-take-back = Take it back
button-next = Next
button-rest = Stop for now
button-private = In private messages
button-remove = Remove this message
button-closer = Look closer
button-instead = This one instead
button-back-questions = Back to the questions
button-drop-yes = Drop it
button-drop-no = No, go back
button-stop = Stop here
button-help-lines = Help lines
button-sort = Sort: mine or theirs …
button-sort-again = Sort again …
button-sorting = How you sorted
button-plan = What to ask …
button-change = Change it …
button-back-mirror = Back to the mirror
button-tell = Tell how it went …
button-outcome = What you meant to ask
button-open-it = Open it

## First use

scope = I'm a tool to reflect with: not therapy, not a crisis service. No person reads along, and nobody is alerted.

first-title = Before you check in
first-what =
    Caring for someone can be hard to put down. Here is a minute for your side of it.

    You get five short questions, one for each place where helping can turn into rescuing: doing more than they asked for. Then you see where today's answers sit, and one open question. No advice, no score.
first-kept = {"**"}What is kept:** nothing, unless you choose it. You can check in all the same: you see where your answers sit, and then they are gone.
first-today-kept = {"**"}What is kept:** nothing, unless you choose it. You can look at today all the same: you see it once, and then it is gone.
first-chosen = If you do choose it, check-ins are stored sealed (encrypted) on the machine that runs this bot. Other members and the moderators here can't see them.
first-about = -# This check-in is about: { $category }
first-label = -# Your private label for it:

first-today-title = Before you look at today
first-today-what =
    Three short questions: about contact, about you, and about what you carried. Each can stay open.
    Then you see today in one sentence, and one open question. No advice, and no day is owed.

## Consent

consent-title = What is kept
consent-text =
    With your yes, what you decide to keep is stored on the machine that runs this bot. That is answers, the kind of relation, your label, notes, sorting, plans and what became of them. Days and pauses belong to it too. It is sealed (encrypted) with a key of your own.

    One that you neither keep nor drop is deleted after thirty days.

    Not sealed are times: when something was made, begun, told or is to be asked about. Nor is how long you want things kept.

    Whoever runs that machine also holds the key to all keys, and could read them. Discord carries what you type here.

    You can change your mind at any time: /privacy show
consent-history = Keep my check-ins
consent-history-hint = Unticked, no check-in is kept.
consent-messages = Messages that I ask for
consent-messages-hint = At the end of a pause, or once a day, where you ask for it. What that takes is stored sealed.
consent-messages-given = You get a direct message where you ask for one: at the end of a pause, or once a day with /reminder set
consent-retention = For how long?
retention-90d = 90 days, then they are deleted
retention-1y = A year, then they are deleted
retention-always = Until I delete them
consent-given = You can keep check-ins from now on. Each is yours to decide: "Keep this" keeps it. Left undecided, it is deleted after thirty days.
consent-declined = No check-in is kept. You can check in all the same.
consent-withdrawn = From now on no check-in is kept, and undecided ones are gone. { $count ->
    [0] There was nothing kept before.
    [one] The one you kept before is still there until you delete it, or the time you chose runs out.
   *[other] The { $count } you kept before are still there until you delete them, or the time you chose runs out.
 }

## Check-in

checkin-title = Five questions, each optional
mirror-title = Your mirror
mirror-about = -# { $category }
mirror-about-label = -# { $category } · { $label }
mirror-label = -# { $label }
mirror-part = **{ $part }** — you picked { $picked }. { $count ->
    [one] Today's answer sits
   *[other] Today's answers sit
 } { $leaning }.
mirror-part-then = **{ $part }** — you picked { $picked }. { $count ->
    [one] That day's answer sat
   *[other] That day's answers sat
 } { $leaning }.
mirror-unseen-then = **{ $part }** — not looked at that day.
mirror-nothing-then = All five were left open that day.
mirror-unseen = **{ $part }** — not looked at today.
mirror-and = *{ $first }*, and *{ $second }*
mirror-one = *{ $picked }*
leaning-helping = nearer helping
leaning-between = in between
leaning-rescuing = nearer rescuing
mirror-child = Where a child can't decide something alone yet, some of it is yours to carry.
mirror-question = ### { $question }
mirror-nothing = You left all five open today. **Which of them would you look at first?**
mirror-unkept = -# None of this is kept. When this message goes, it is gone.
mirror-failed = -# This can't be kept: there is a problem where it would be stored. Nothing was written.
mirror-undecided = -# Not kept yet. Left undecided, it is deleted thirty days after you began.
mirror-with-note = -# Your note goes with it ({ $count ->
    [one] one character
   *[other] { $count } characters
 }).
checkin-kept = **Kept.** You find it again with /reflections list
drop-sure = **Something you wrote, sorted or planned goes with it.** Once dropped, nothing of it can be brought back here.
checkin-dropped = It is gone. None of it is kept.
checkin-gone = This one isn't here any more. It was kept, dropped or erased, or thirty days went by.
note-title = A note in your own words
note-field = What would you like to remember?
note-hint = Optional. Better without names or medical details. Left empty, there is no note.

## Guided check-in

guided-title = A guided check-in
guided-what = All the questions of the five parts, one small step at a time. Each can be skipped, and you can go back to any of them.
guided-kept = Each step is saved, sealed. You can stop and carry on for thirty days; then it is deleted.
guided-needs-consent =
    All the questions of the five parts, one small step at a time.

    Each step is saved, sealed, so that a pause or a closed app loses nothing. That is why it asks for your yes first. The five questions of a quick check-in work without it.
guided-under-way = One is under way, begun on { $when }: question { $number } of { $total }.
guided-afresh = -# Starting afresh lets this one go, with all that is written there.
guided-afresh-label = -# The label you gave now goes with a fresh start:
guided-which = There is one guided check-in about the same at a time. Looking closer at this one lets the other go, with all that is written there.
guided-rest = Stopped for now. Every step is saved, until thirty days after you began. You can carry on from here, or with /checkin later.
gate-danger = **Is anyone in danger right now?** Then asking before helping doesn't apply, and a person who can act comes first.
gate-danger-yes = Yes, or I'm not sure: help now
gate-dependent = **Is it about a child, or someone who can't decide this alone?** Then some of it is yours to carry, and one question is left out.
gate-dependent-yes = A child, or can't decide alone
gate-dependent-no = They decide for themselves
step-mark = -# Question { $number } of { $total } · { $part }
step-so-far = -# **{ $part }:** you picked { $picked }
step-picked = Picked: { $text }
picture = { $leaning ->
    [helping] Nearer helping
    [between] In between
    [rescuing] Nearer rescuing
   *[unseen] Not looked at
 }: { $parts }
mirror-dependent = Where someone can't decide something alone, some of it is yours to carry.
private-there = It goes on in [your private messages]({ $link })
private-closed = Your private messages don't take messages from this bot just now, so nothing was sent. They need a server that you share with it, and its privacy settings there to allow them. Until then it goes on here.

## Sort: what is mine, what is theirs

sorting-title = Mine, theirs, or shared
sorting-mine = Mine
sorting-mine-hint = What is yours to look after. Ticked under both means shared. Under neither: not sure.
sorting-theirs = Theirs
sorting-theirs-hint = What is theirs to decide or to feel. Ticked under both means shared. Under neither: not sure.
sorting-whose = Who has the problem?
whose-mine = I do
whose-theirs = They do
whose-both = We both do
whose-unsure = I'm not sure
sorting-directly = What could you do with your part directly?
words-hint = Optional, in your own words. Better without names or medical details.
sorting-own = Cards of your own, one a line
sorting-own-hint = Up to two, 40 characters each. A new one starts as not sure; "Sort again" has its box.
pile-mine = **Mine:** { $cards }
pile-theirs = **Theirs:** { $cards }
pile-shared = **Shared:** { $cards }
pile-unsure = **Not sure:** { $cards }
pile-empty = nothing
sorting-said = **Who has the problem?** You picked: { $whose }
sorting-directly-said = **What you could do with your own part directly**
sorting-left = -# There was no room for this, so it isn't among the cards:
sorting-saved = -# There is no right way to sort these. It goes with this check-in, and you can sort again.
sorting-then = **How you sorted that day**
closing-none = Nothing is written here.

## Ask and offer, and how it went

plan-title = What you'd ask and offer
plan-ask = What will you ask?
plan-own = A question of your own
plan-own-hint = Optional. What stands here takes the place of the one picked above.
plan-offer = What are you glad to offer?
plan-offer-hint = Optional, in the words you would say to them. Better without names or medical details.
plan-no = How will it be if the answer is no?
plan-no-hint = Optional. It is for you alone, and no part of the text to copy.
plan-remind = Shall I ask you about it?
plan-remind-hint = Once, beside the answer to a command of yours, if this check-in is kept.
remind-0 = Not this time
remind-1 = Tomorrow
remind-3 = In three days
remind-7 = In a week
plan-copy = Ready to copy, and yours to change:
plan-unsent = -# This bot sends it to nobody. Whether it is said, and when, is up to you. "Yes", "not now" and "I've got it" are all full answers.
plan-said-no = **If the answer is no**
plan-reminder = -# If you keep this, you are asked about it once: with your first command after { $days ->
    [one] a day
   *[other] { $days } days
 }.
plan-then-ask = **What you meant to ask**
plan-then-offer = **What you were glad to offer**
plan-then-no = **If the answer was no**
outcome-title = How it went
outcome-asked = Did you ask?
outcome-asked-yes = Yes
outcome-asked-differently = In another way
outcome-asked-no = No
outcome-asked-said = **Did you ask?** { $asked }
outcome-field-said = What did they say they need?
outcome-field-did = What did you do?
outcome-said = **What they said they need**
outcome-did = **What you did**
outcome-stopped = Stopped here. What you wrote stays sealed with this reflection. You can carry on from here, or from /reflections list.
followup-ask = On { $when } you meant to ask:
followup-offer = On { $when } you meant to offer:
followup-how = How did it go?

## Today

today-title = Today, in three questions
today-picked = Today you picked { $picked }.
today-picked-then = That day you picked { $picked }.
today-nothing = You left all three open today.
today-nothing-then = All three were left open that day.
entry-today = A day
entry-pause = A pause

## Pause

pause-title = A pause
pause-worry = What is the worry?
pause-worry-hint = Optional, in your own words. Better without names or medical details.
pause-before = How strong is it?
pause-after = How strong is it now?
scale-least = 0 · not at all
scale-most = 10 · as strong as it gets
scale-pick = From 0 to 10
pause-minutes = How long a pause?
pause-minutes-option = { $minutes } minutes
pause-instead = One thing for you meanwhile
pause-instead-hint = Optional. Something small that is only for you.
pause-message = Send me a message when it ends
pause-message-hint = One message at its end. For that, this pause and your Discord id are stored sealed until you answer.
pause-until = { $minutes } minutes, until { $until }.
pause-worry-said = -# The worry:
pause-strong = -# How strong it was at the start: { $before }
pause-instead-said = -# For you, meanwhile:
pause-messaged = -# When it ends, you get one direct message.
pause-waits = -# Stored sealed until you answer or stop it. No message is sent; your next command asks how it is.
pause-unkept = -# This pause stands on this message alone, and nothing reminds you. When the message goes, it is gone.
pause-failed = -# There is a problem where this pause would be stored. It stands on this message alone, and nothing reminds you.
pause-over = The time is over. How is it now?
pause-second = You have a pause already, and there is one at a time. It can run on, or a new one can take its place.
pause-typed = What you wrote for another one, so that it isn't lost. "Start anew" takes it along:
pause-no-strength = How strong it is wasn't picked, so nothing has changed.
pause-note = Anything you noticed?
pause-note-hint = Optional. Better without names or medical details.
pause-noted = -# What you noticed:
pause-sides = A pause of { $minutes } minutes. Before **{ $before }**, now **{ $after }**.
pause-sides-then = A pause of { $minutes } minutes. Before **{ $before }**, afterwards **{ $after }**.
pause-scale = -# 0 is not at all, 10 is as strong as it gets.
pause-stopped = The pause is stopped. Nothing of it is kept.
pause-halted = Stopped here. Nothing is lost: the pause is still there.
pause-gone = This pause isn't here any more. It was answered, stopped or erased, or a week went by.
pause-end = Your pause is over.
pause-ended = Your pause ended { $ended }. How is it now?

## How this works

how-title = How this works
how-text =
    There is a fine line between helping and rescuing. Helping gives what the other person says they need. Rescuing works hard for what they haven't asked for, often to calm our own worry. Caring is on both sides of that line. So are worry and tiredness.

    The line shows in five parts. A check-in asks one question for each. Each answer has a value from 0, nearer helping, to 3, nearer rescuing.

    A part sits where the average of its answers is. Below 1 is nearer helping. From 1 to just under 2 is in between. From 2 on is nearer rescuing. A part without an answer is not looked at.

    The parts are never added up. There is no overall number, and none is stored.

    Every value is here to see:
how-question = **{ $question }**
how-option = { $value }: { $text }
how-capacity = -# Left out where someone can't decide this alone: some of that work is yours then.

## Reflections

list-title = Your reflections
list-empty = There is nothing here yet. What you keep at the end of a check-in shows up on this page.
list-undecided = **{ $when }** · not decided yet
list-undecided-more = -# { $count ->
    [one] One older check-in is undecided as well: it shows here once this one is decided.
   *[other] { $count } older check-ins are undecided as well: they show here one by one.
 }
list-page = -# { $total ->
    [one] one reflection
   *[other] { $total } reflections
 } · page { $page } of { $pages }
entry-when = **{ $when }**
entry-with-note = with a note
entry-unreadable = **{ $when }** · This one can't be opened. It was changed outside the bot, or its key doesn't fit. The others still work.
part-note = { $part }: { $note }
reflection-note = **Your note**
reflection-note-long = -# The note goes on.
reflection-note-page = -# Your note, page { $page } of { $pages }
reflection-gone = This one isn't here. It may have been deleted already.
delete-title = Delete this reflection?
delete-text = What you kept on { $when } will be deleted, with anything you wrote there. For { $minutes } minutes it can be brought back; after that it is gone for good.
delete-done = { $count ->
    [one] It is deleted.
   *[other] They are deleted, all { $count }.
 } For { $minutes } minutes this can be undone here; after that it is gone for good.

## Privacy

privacy-title = What is kept about you
privacy-nothing = Nothing. The database holds nothing about you.
privacy-reminder = A daily question, until you stop it: its time, place and days, and when the last ones came. /reminder show
privacy-pause = One pause, until you answer or stop it. A week after its end it is deleted.
privacy-counts = { $reflections ->
    [0] No reflections
    [one] One reflection
   *[other] { $reflections } reflections
 }, and { $drafts ->
    [0] no undecided entries
    [one] one undecided entry (deleted after thirty days)
   *[other] { $drafts } undecided entries (deleted after thirty days)
 }.
privacy-who =
    {"**"}Who could see what**
    {"**"}Members and moderators here:** nothing of what you keep. In servers every answer of this bot is shown to you alone. What others can read is an offer card with its answer, and a thread of a support channel: whoever is in it, or manages threads there. In private messages, what it said stays until you remove it.
    {"**"}Whoever runs this bot:** the file says neither who you are nor what you wrote. It shows how many entries a nameless person has, when they were made, and how long they are to stay. The key that opens them is on the same machine, though. Whoever has both could read them.
    {"**"}Discord:** carries what you type and what you read here, as with any message.
    {"**"}Nobody else.** No other service is asked, and nothing you do here is measured.
privacy-left = Erasing works at once. A backup that the host made before may still hold a sealed copy, until it is replaced.
retention-short-90d = 90 days
retention-short-1y = a year
retention-short-always = until you delete them
export-ready = { $parts ->
    [one] Here is everything that is kept about you, in one file. It is not sealed any more: whoever opens it can read it.
   *[other] Here is everything that is kept about you, in { $parts } files. They are not sealed any more: whoever opens them can read them.
 }
erase-title = Erase everything
erase-text =
    This deletes { $reflections ->
        [0] all unfinished check-ins
        [one] your one reflection, all unfinished check-ins
       *[other] your { $reflections } reflections, all unfinished check-ins
    }, your pause, your daily question, your consent and your key. With it go offer cards without an answer, and conversations that you asked for in a support channel. It can't be undone. Only a backup that the host made before may still hold a sealed copy, until it is replaced. A file of everything is one step away: /privacy export
erase-field = Type { $word } to erase
erase-word = ERASE
erase-not = Nothing was erased: the word was a different one.
erase-done = Everything is erased. The database was checked afterwards: nothing of yours is left in it, and no key. Messages in your private messages with this bot are not among it: they stay until you remove them.
erase-left = Not everything could be erased: something of yours is still there. Please tell whoever runs this bot.

## Help now

help-title = Help now
help-danger = Is someone in danger right now, you included? Your local emergency number is the fastest way to a person.
emergency-police = { $number } (police)
emergency-ambulance = { $number } (ambulance)
emergency-fire = { $number } (fire)
emergency-text = { $number } (by text)
help-emergency = **{ $country }** · emergency: **{ $numbers }**
help-line = **{ $name }** · { $contacts }
help-source = -# Source: [{ $title }]({ $url }) ({ $kind }), checked { $date }
help-unchecked = -# No page was found that confirms this. It may have changed.
contact-call = call { $reach }
contact-text = text { $reach }
contact-text-send = text { $send } to { $reach }
contact-chat = chat at { $reach }
hours-always = day and night
contact-hours = ({ $hours })
evidence-operator = the service's own page
evidence-government = a government page
evidence-health-body = a health organisation's page
evidence-press = a press report
help-elsewhere = For countries that are not in this list, [{ $name }]({ $url }) has help lines.
help-guess = -# The country is a guess from your language. You can pick another one.
help-pick = Pick a country
help-other = Another country
help-numbers = -# Numbers change. A date says when a page with that number was last seen. Nobody rang to try it.

card-title = This sounds heavy
card-text = If you or someone else could be in danger, contact your local emergency number now. To talk to a person, help lines are one tap away. If I misread this, you can carry on.
card-nothing = -# Nothing was flagged, and nobody was told.
card-stopped = Stopped here. What you wrote stays sealed with this check-in, for thirty days at most. You can carry on from here or from /reflections list, or drop it.
card-stopped-unkept = Stopped here. Nothing of this check-in is kept.

## About

about-title = Alongside
about-text =
    For people who support someone: a friend after a breakup, a partner with trouble at work, parents who are ill.
    There is a fine line between helping and rescuing. Alongside asks questions that show where today's answers sit. What you make of them is yours.
about-commands =
    {"**"}/checkin**: five questions and a mirror, or all of them step by step; then sorting, and what to ask
    {"**"}/today**: today in three short questions
    {"**"}/pause**: a pause before you text again
    {"**"}/reminder set**: one question a day, at a time of yours
    {"**"}/ask instead**: from telling to asking, in your own words
    {"**"}/ask offer**: a card that asks one person what would help
    {"**"}/reflections list**: what you kept
    {"**"}/trends**: your own time, in pictures and in words
    {"**"}/privacy show**: what is kept, and your say in it
    {"**"}/help-now**: help lines by country
about-code = -# Version { $version } · open source, MIT licence

## When something goes wrong

error-outdated = This belongs to an older version of Alongside and doesn't work any more. What you kept is still there.
error-unexpected = Something went wrong here, and it wasn't you. The last step may not have worked. What you kept before is still there. If it happens again, whoever runs this bot can find it under the code { $id }. Nothing you wrote stands there.
error-words = What you wrote, so that it isn't lost:
error-store-busy = The place where things are kept is busy just now. Nothing was changed. It may work again in a moment.
error-store-full = There is no room left where things are kept, so this couldn't be stored. What you kept before is still there. It works again once whoever runs this bot has made room.
error-store-broken = The place where things are kept can't be used just now. Nothing was changed. Whoever runs this bot can see the reason in the log.
error-unreadable = This one can't be opened. It was changed outside the bot, or its key doesn't fit. Everything else still works.
