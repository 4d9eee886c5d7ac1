### Everything the bot says in English, but for the check-in's questions (questions.toml).
###
### Rules: it asks or reflects, it never instructs about anybody's life; "today's answers sit nearer …",
### never "you are …"; no labels, no diagnosis, no score, no praise; short sentences, everyday words.
### Buttons and how-to-use texts may use imperatives: they are about the bot.
### A line that begins with "**" is written {"**"}, because Fluent keeps the asterisk for itself there.
### Limits: button 80, form title and field name 45, field hint and command description 100 characters.

## Commands

command-checkin = A short check-in with yourself: five questions, about a minute
option-category = Who you are supporting, as a kind of relation
option-label = A private name for yourself to find this again, such as a colour. No real names needed
command-reflections = Your own kept check-ins
command-reflections-list = See your kept check-ins, newest first
command-privacy = What is kept about you, and your say in it
command-privacy-show = See what is kept, who could see what, and change it
command-privacy-export = Get everything that is kept about you as a file
command-privacy-erase = Erase everything that is kept about you
command-help-now = Help lines and emergency numbers, by country
command-about = What Alongside is, and what it is not

## Who is supported

category-friend = A friend
category-partner = A partner
category-parent = A parent
category-child = A child
category-relative = A relative
category-colleague = A colleague
category-online = Someone online
category-other = Someone else

## Buttons

button-help-now = Help now
button-how = How this works
button-start-unkept = Check in, keep nothing
button-start = Check in
button-consent = Choose what is kept …
button-keep = Keep this
button-drop = Don't keep
button-note-add = Add a note …
button-note-change = Change the note …
button-back = Back
button-list = My reflections
button-open = Open
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
button-stop = Stop here
button-help-lines = Help lines

## First use

scope = I'm a tool to reflect with: not therapy, not a crisis service. No person reads this, and nobody is alerted.

first-title = Before you check in
first-what = Caring for someone can be hard to put down. This is a minute for your side of it: five short questions, then a mirror that shows where today's answers sit, and one question back. No advice, no score.
first-kept =
    {"**"}What is kept:** nothing, unless you choose it. You can check in all the same: the mirror is shown and then it is gone.

    If you do choose it, your check-ins are stored sealed on the machine that runs this bot. Other members and the moderators here can't see them.
first-about = -# This check-in is about: { $category }
first-label = -# Your private label for it:

## Consent

consent-title = What is kept
consent-text =
    With your yes, the check-ins you choose to keep are stored on the machine that runs this bot, sealed with a key of your own: your answers, the kind of relation, your label and your note. The time of each stands there unsealed.

    Whoever runs that machine holds the key that opens all keys, and could read them. Discord carries what you type here.

    You can change your mind at any time: /privacy
consent-history = Keep my check-ins
consent-history-hint = Leave it empty and nothing is kept.
consent-retention = For how long?
retention-90d = 90 days, then they are deleted
retention-1y = A year, then they are deleted
retention-always = Until I delete them
consent-given = History is on. A check-in is kept only when you press "Keep this".
consent-declined = Nothing is kept. You can check in all the same.
consent-withdrawn = From now on no check-in is kept. { $count ->
    [0] There was nothing kept before.
    [one] The one you kept before is still there until you delete it, or the time you chose runs out.
   *[other] The { $count } you kept before are still there until you delete them, or the time you chose runs out.
 }

## Check-in

checkin-title = Five questions, any of them
mirror-title = Your mirror
mirror-about = -# { $category }
mirror-about-label = -# { $category } · { $label }
mirror-label = -# { $label }
mirror-part = **{ $part }** — you picked { $picked }. { $count ->
    [one] Today's answer sits
   *[other] Today's answers sit
 } { $leaning }.
mirror-unseen = **{ $part }** — not looked at today.
mirror-and = *{ $first }*, and *{ $second }*
mirror-one = *{ $picked }*
leaning-helping = nearer helping
leaning-between = in between
leaning-rescuing = nearer rescuing
mirror-child = Where a child can't decide something for themselves yet, some of it is yours to carry.
mirror-question = ### { $question }
mirror-nothing = You left all five open today. That is an answer too. **Which of them would you look at first?**
mirror-unkept = -# Nothing of this is kept. When this message goes, it is gone.
mirror-failed = -# This can't be kept: something is wrong where it would be stored. Nothing was written.
mirror-undecided = -# Kept only if you choose so. Left like this, it waits for thirty days and is then deleted.
mirror-with-note = -# Your note goes with it ({ $count ->
    [one] one character
   *[other] { $count } characters
 }).
checkin-kept = **Kept.** It is there for you whenever you look: /reflections list
checkin-dropped = Nothing of this check-in was kept.
checkin-gone = This check-in isn't here any more: it was kept, dropped or erased, or thirty days have passed.
note-title = A note in your own words
note-field = What would you like to remember?
note-hint = Optional. Better without names or medical details. An empty note is no note.

## How this works

how-title = How this works
how-text =
    There is a fine line between helping and rescuing. Helping gives what the other says they need. Rescuing works hard for what they haven't asked for, often to calm one's own worry. Caring is on both sides of it, and so are worry and tiredness.

    The line shows in five parts. A check-in asks one question for each, and each answer has a value from 0, nearer helping, to 3, nearer rescuing.

    A part leans like the average of its answers: below 1 nearer helping, from 1 to below 2 in between, from 2 nearer rescuing, none answered: not looked at.

    The parts are never added up. There is no overall number, and none is stored.

    Every value is open to see:
how-question = **{ $question }**
how-option = { $value } · { $text }
how-capacity = -# Left out where the one you support is a child: some of that work is yours then.

## Reflections

list-title = Your reflections
list-empty = There is nothing here yet. What you keep at the end of a check-in shows up on this page.
list-page = -# { $total ->
    [one] one reflection
   *[other] { $total } reflections
 } · page { $page } of { $pages }
entry-when = **{ $when }**
entry-with-note = with a note
entry-unreadable = **{ $when }** · This one can't be opened: it was changed outside the bot, or belongs to another key. The others are not touched by that.
reflection-note = **Your note**
reflection-note-long = -# The note goes on.
reflection-note-page = -# Your note, page { $page } of { $pages }
reflection-gone = This reflection isn't here: it may have been deleted already.
delete-title = Delete this reflection?
delete-text = The one of { $when } will be gone for good, note and all. Nobody can bring it back.
delete-done = It is deleted.

## Privacy

privacy-title = What is kept about you
privacy-nothing = Nothing. There is no row about you in the database.
privacy-consent = You said yes to history on { $when }. Kept for: { $retention }.
privacy-consent-off = You took back your yes to history on { $when }. No new check-in is kept.
privacy-counts = { $reflections ->
    [0] No reflections
    [one] One reflection
   *[other] { $reflections } reflections
 }, and { $drafts ->
    [0] no unfinished check-ins
    [one] one unfinished check-in
   *[other] { $drafts } unfinished check-ins
 } (deleted after thirty days).
privacy-who =
    {"**"}Who could see what**
    {"**"}Members and moderators here:** nothing. Every answer of this bot is shown to you alone.
    {"**"}Whoever runs this bot:** the file says neither who nor what, only how many entries there are and when they were made. The key that opens them is on the same machine, though: whoever has both could read them.
    {"**"}Discord:** carries what you type and what you read here, as with any message.
    {"**"}Nobody else.** No other service is asked, and nothing is counted about you.
privacy-left = Erasing works at once, also after you have left every server you share with this bot. The host's own backups may hold a sealed copy until they are replaced.
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
        [0] your consent
        [one] your one reflection, your consent
       *[other] your { $reflections } reflections, your consent
    } and your key. Nobody can bring it back, not even whoever runs this bot. A file of it is one step away: /privacy export
erase-field = Type { $word } to erase
erase-word = ERASE
erase-not = Nothing was erased: the word was a different one.
erase-done = Everything is erased. The database was looked through afterwards: no row of yours is left, and no key.
erase-left = Something of yours is still there after erasing. Nothing was put back. Please tell whoever runs this bot.

## Help now

help-title = Help now
help-danger = If you or someone else could be in danger right now, your local emergency number is the fastest way to a person.
help-emergency = **{ $country }** · emergency: **{ $numbers }**
help-line = **{ $name }** · { $contacts }
help-source = -# Source: [{ $title }]({ $url }) ({ $kind }), checked { $date }
help-unchecked = -# No page was found that confirms this. It may have changed.
contact-call = call { $reach }
contact-text = text { $reach }
contact-text-send = text { $send } to { $reach }
contact-chat = chat at { $reach }
contact-hours = ({ $hours })
evidence-operator = the service's own page
evidence-government = a government page
evidence-health-body = a health organisation's page
evidence-press = a press report
help-elsewhere = In other countries, [{ $name }]({ $url }) lists lines that answer.
help-guess = -# The country is a guess from your language. You can pick another one.
help-pick = Pick a country
help-other = Another country
help-numbers = -# Numbers change. The dates say when each was last looked up.

card-title = This sounds heavy
card-text = If you or someone else could be in danger, contact your local emergency number now. To talk to a person, help lines are one tap away. If I misread this, you can carry on.
card-nothing = -# Nothing is flagged or stored because of this, and nobody was told.
card-stopped = Stopped here. What you wrote waits with this check-in, for thirty days, sealed. You can carry on, or drop it.
card-stopped-unkept = Stopped here. Nothing is kept.

## About

about-title = Alongside
about-text =
    For people who support someone: a friend after a breakup, a partner with trouble at work, parents who are ill.
    There is a fine line between helping and rescuing. Alongside asks questions that show on which side of it today's answers sit, and it leaves the answers with you.
about-commands =
    {"**"}/checkin** five questions and a mirror
    {"**"}/reflections list** what you kept
    {"**"}/privacy show** what is kept, and your say in it
    {"**"}/help-now** help lines by country
about-code = -# Version { $version } · open source, MIT licence

## When something goes wrong

error-outdated = This belongs to an older version of Alongside and doesn't work any more. Nothing was lost: the commands start afresh, /checkin among them.
error-unexpected = Something went wrong here, and it wasn't you. Nothing was changed that you haven't seen confirmed. If it happens again, whoever runs this bot can find it under the number { $id }; it stands there without anything you wrote.
error-store-busy = The place where things are kept is busy just now. Nothing was changed. In a moment it may well work.
error-store-full = There is no room left where things are kept, so this couldn't be stored. Nothing that was kept before is touched. Whoever runs this bot needs to make room.
error-store-broken = The place where things are kept can't be used just now. Nothing was changed. Whoever runs this bot can see the reason in the log.
error-unreadable = This entry can't be opened: it was changed outside the bot, or belongs to another key. Everything else still works.
