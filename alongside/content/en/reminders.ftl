### Daily reminders: what is asked when one is set, what their messages say, and what becomes of them.
### The rules at the top of texts.ftl hold here too. The questions themselves are in daily.toml.

## Commands

command-reminder = One question a day in a direct message, at your own local time
command-reminder-set = Set your daily question, or change one thing about it
command-reminder-show = See when your daily question comes
command-reminder-pause = No daily question for a while
command-reminder-resume = Let the daily question come again
command-reminder-stop = No daily question any more
option-at = The time of day, such as 9pm or 21:00
option-zone = Where you are: a city, for its clock
option-days = On which days
option-length = For how long
option-until = The day on which it comes again
days-every = Every day
days-working = Monday to Friday
days-weekend = Saturday and Sunday
days-pick = Other days, in a form
weekday-0 = Monday
weekday-1 = Tuesday
weekday-2 = Wednesday
weekday-3 = Thursday
weekday-4 = Friday
weekday-5 = Saturday
weekday-6 = Sunday
length-day = One day
length-three = Three days
length-week = A week
length-fortnight = Two weeks
length-month = A month
length-open = Until I let it go on

## Buttons

button-reminder-set = Set one …
button-reminder-change = Change it …
button-reminder-agree = Yes, send me these
button-reminder-again = Try again
button-reminder-pause = Pause …
button-reminder-resume = Let it go on
button-reminder-stop = Stop these messages
button-checkin-today = Today's check-in
button-not-today = Not today
button-week = Pause a week
button-go-on = Yes, go on
button-rest-now = No, let it rest

## Setting one

reminder-form-title = A daily question
reminder-form-text =
    One open question a day, as a direct message from this bot. Nothing is owed: it can be put off, paused or stopped from each message.

    For that, time, place, days, your language, your Discord id and which questions came lately are stored on the machine that runs this bot. They are sealed (encrypted). Not sealed: when the next one is due, when the last ones came, and how many stayed unanswered.
reminder-form-new = One open question a day, as a direct message from this bot. Nothing is owed: it can be put off, paused or stopped from each message.
reminder-form-short = What you leave as it is stays.
reminder-at = At what time?
reminder-at-hint = As you write it: 9pm, 21:00, 9:30 am, noon …
reminder-place = Where are you?
reminder-place-hint = A big city nearby, for its clock: Berlin, San Francisco, Mumbai …
reminder-days = On which days?
reminder-agree = Send me these messages
reminder-agree-hint = Unticked, nothing is sent and nothing is stored. /privacy show takes it back at any time.
reminder-asking = Nothing is set yet. It takes your yes to messages:
reminder-typed-at = -# Time:
reminder-typed-place = -# Place:
reminder-typed-days = -# Days:
reminder-typed-agreed = -# You ticked "Send me these messages".
reminder-unchanged = -# Nothing has changed so far. What you filled in stands here, so that it isn't lost.
reminder-places = These places are called something like it
reminder-place-option = { $place }, now { $now }

time-unread = I couldn't read that as a time of day. These all work: 9pm, 9:30 pm, 21:00, 21.30, 0930, noon.
zone-unknown = I don't know that place as one with a clock of its own. A big city nearby works, such as Berlin or San Francisco.
zone-several = There are several places that this could be, with different clocks. A big city nearby is enough.
days-none = Without any day there is nothing to send. At least one is needed.
date-unread = I couldn't read that as a date. These work: 2026-12-24, 24.12.2026, 24.12.
date-not-ahead = That date isn't ahead, or is more than two years away.

## How it stands

reminder-title = Your daily question
reminder-when = {"**"}{ $days }** at **{ $at }**, { $place }. The clock there says { $now }.
reminder-next = The next three, by your own device's clock:
reminder-wrong = -# If these look wrong, the place has another clock than you do: "Change it …" takes another place.
reminder-unsure = -# The time was read on the 24-hour clock. Twelve hours later would be written with "pm".
reminder-proven = -# A first message has arrived in [your private messages]({ $link }), so the way is open.
reminder-proven-here = -# A first message has arrived here, so the way is open.
reminder-unproven = -# The first message couldn't be sent: Discord has trouble just now. The question comes all the same, when it is time.
reminder-paused = Paused until { $until }. It comes again by itself.
reminder-paused-open = Paused until you let it go on.
reminder-resting = It rests. Some questions stayed unanswered, which is fine, so no more are sent until you wake it.
reminder-closed =
    {"**"}Your private messages don't take messages from this bot just now.** So your question is kept, and paused: nothing is sent, and nothing is lost.

    Discord takes them where two things hold. You share a server with this bot; having it on your own account is not enough. And in that server's menu, under "Privacy Settings", direct messages are on. A bot that was blocked reaches nobody either.

    Once that is so, "Try again" sends a first message.
reminder-none = There is no daily question, so none is sent. It would be one open question a day, as a direct message, at a time of yours.
reminder-taken-back = On { $when } you took back your yes to messages. The daily question went with it, from that moment on.
reminder-pause-ask = The days that are left out count from the next one due. It can come again at any time before, with /reminder resume
reminder-stopped = Stopped. Nothing is sent any more, and your time and place are deleted. Your yes to messages stands until you take it back: /privacy show
reminder-news = Your daily question couldn't reach you, so it is paused. It is kept, and nothing more was tried.

## Its messages

reminder-first = This is where your daily question comes. The first one is due { $when }.
reminder-first-paused = This is where your daily question comes.
reminder-question = ### { $question }
reminder-plan = -# You also wanted to be asked about a plan of yours: how did it go?
reminder-go-on = The last questions stayed without an answer, which is fine. Shall they go on? Without an answer here, none is sent until you wake them.
reminder-snooze = Later today …
snooze-quarter = In 15 minutes
snooze-hour = In an hour
snooze-evening = This evening
reminder-snoozed = -# It comes again { $when }.
reminder-not-today = -# Not today.
reminder-not-today-next = -# Not today. The next one comes { $when }.
reminder-goes-on = -# They go on. The next one comes { $when }.
reminder-gone = There is no daily question any more: it was stopped or erased, or your yes to messages was taken back. Nothing is sent.
