### Setting up a support channel, looking after it, and taking it down: what moderators read.
### The rules stand at the top of texts.ftl.

## Commands

command-support = A channel in which people ask for support, and helpers are looked after
command-support-setup = Set up the support channel, change it, or mend what was deleted
command-support-status = See how the support channel is doing, and what it lacks
command-support-remove = Take the support channel down

## Buttons

button-setup-make-channel = Make a channel
button-setup-make-role = Make a role
button-setup-make-cards = Make a channel only helpers see
button-setup-check = Check again
button-setup-change = Change
button-setup-all = See it all
button-setup-no-reports = No reports for now
button-setup-limits = Limits …
button-setup-hours = Closed hours …
button-setup-lines = Help lines first …
button-setup-put-up = Put up the panel
button-setup-renew = Bring the panel up to date
button-setup-status = How it is doing
button-setup-open = Set up or mend
button-removal-ask = Take it down …
button-removal-on = Carry on taking down
button-removal-forget = Leave the rest, and forget

## Setting up

setup-title = A support channel
setup-not-yours = That is for people here who have the Manage Server permission. Nothing was changed.
setup-elsewhere = This works in a server that the bot itself was invited to.
setup-refused = Discord refused that: a permission was missing at that moment. Whatever was made before is kept, and "Check again" shows what is missing.
setup-unanswered = Discord did not answer as it usually does. Whatever was made before is kept; pressing once more goes on from there.
setup-unfit-channel = That is no text channel that I know of. Announcement channels and forums have no private threads.

setup-step-channel =
    ### 1 of 4 · Where do people ask?
    The panel with its buttons stands in this channel. Each conversation is a private thread in it. It works where everyone who may ask can see the channel.
setup-step-role =
    ### 2 of 4 · Who helps?
    People with this role can see requests and take one on. Who gets it stays up to you: Server Settings → Members.
setup-step-cards =
    ### 3 of 4 · Where do helpers see requests?
    A card there says what would help, and nothing of who asked. It is for a channel that only helpers can see.
setup-step-reports =
    ### 4 of 4 · Where do reports go?
    Somebody in a conversation can report it, by their own act. Only then you read who reports, and which conversation it is. A channel that only moderators can see fits. Without one, there are no reports.
setup-make-channel = -# Or I make one: everyone reads it, and only the panel is written there.
setup-make-role = -# Or I make one, without any permissions. Nobody has it until you give it to them.
setup-make-cards = -# Or I make one that only the helpers' role and I can see.
setup-pick-channel = A channel that is there
setup-pick-role = A role that is there
setup-chosen = Chosen now: { $what }
setup-name-channel = ask-for-support
setup-name-cards = support-requests
setup-name-role = Support helpers
setup-topic-channel = A button on the panel opens a private thread with a helper.
setup-topic-cards = What would help, and nothing of who asked. Only helpers can see this channel.

setup-all = This is what you chose. All of it can be changed at any time, with the same command.
setup-entry-channel = **Where people ask:** { $what }
setup-entry-role = **Who helps:** { $what }
setup-entry-cards = **Where helpers see requests:** { $what }
setup-entry-reports = **Where reports go:** { $what }
setup-nothing = nothing yet
setup-nowhere = nowhere
setup-limits-are = **Limits:** { $limit ->
    [one] one conversation
   *[other] { $limit } conversations
 } at once for a helper; closed after { $idle } quiet days; deleted { $delete ->
    [one] a day
   *[other] { $delete } days
 } after that.
setup-hours-are = **Closed hours:** { $begins } to { $ends } ({ $zone }). Asking works then too: people read when somebody is likely to be there, and see help lines.
setup-hours-none = **Closed hours:** none.
setup-lines-are = **Help lines shown first:** { $countries }
setup-lines-none = **Help lines shown first:** those that fit the language of each person's app.
setup-language-is = **Language of the panel:** { $language }
setup-well = Everything that this takes is there.
setup-unwell = -# The panel goes up once this is mended. "Check again" goes on from there.
setup-note = -# { $note }
setup-panel-up = **The panel is up**, in { $channel }: [to the panel]({ $link }). Asking works from now on.
setup-then =
    Helpers are those with { $role }. It is given under Server Settings → Members.
    How it is doing, and whether anything is missing: /support status
setup-not-pinned = -# It stands there unpinned: Discord did not let me pin it.
setup-changed = Something changed meanwhile, so nothing was put up. Here is how it stands now.

setup-missing-here =
    {"**"}In { $channel }** this is missing. It is set under Edit Channel → Permissions → { $bot }:
setup-missing-server =
    {"**"}In the whole server** this is missing. It is set under Server Settings → Roles → { $bot }, or all at once by [inviting me anew]({ $url }):
setup-missing-line = - **{ $permission }**: { $purpose }
setup-gone-channel = The channel that was chosen here is gone.
setup-gone-role = The role that was chosen here is gone.
setup-gone-panel = The panel is gone from { $channel }.
setup-role-unfit = { $role } is no role for this: everyone has it, or it belongs to a bot.
setup-cards-same = This is where people ask. Cards are for a channel of their own.
setup-cards-open = Everyone can see { $channel }. Requests are for helpers alone: that is set under Edit Channel → Permissions.
setup-cards-unseen = People with { $role } can't see { $channel } by that role. That is set under Edit Channel → Permissions.
setup-reports-open = Everyone can see { $channel }, and a report says who wrote it. That is set under Edit Channel → Permissions.
setup-reports-helpers = People with { $role } can see { $channel }, so helpers could read reports about themselves.
setup-note-members = Not everyone can take part in threads of { $channel }. If only some are to ask for support, all is well.
setup-note-helpers = People with { $role } can't take part in threads of { $channel } by that role. A thread opens only for those who can see its channel.
setup-note-others = These roles can see { $channel } too, and with it what helpers see: { $roles }

permission-channels = Manage Channels
permission-roles = Manage Roles
permission-view = View Channel
permission-send = Send Messages
permission-history = Read Message History
permission-manage = Manage Threads
permission-open = Create Private Threads
permission-write = Send Messages in Threads
permission-pin = Pin Messages

purpose-panel-view = to be in the channel at all
purpose-panel-send = for the panel
purpose-panel-history = to find the panel again, and see that it is still there
purpose-panel-open = for a private thread for each request
purpose-panel-write = to bring people into their thread, with what was asked for
purpose-panel-manage = to close threads, and for deleting them when their time is over
purpose-panel-pin = so that the panel stays easy to find
purpose-cards-view = to be in the channel at all
purpose-cards-send = for the cards
purpose-cards-history = to find cards again and take them away
purpose-reports-view = to be in the channel at all
purpose-reports-send = for reports
purpose-making-channels = to make the channel; it can be taken away again afterwards
purpose-making-roles = to make the role; it can be taken away again afterwards

## Limits, closed hours, help lines

setup-limits-title = Limits
setup-limits-limit = Conversations at once, for one helper
setup-limits-idle = Closed after so many quiet days
setup-limits-delete = Deleted so many days after closing
setup-limits-days = { $days ->
    [one] one day
   *[other] { $days } days
 }
setup-limits-language = Language of the panel
setup-hours-title = Closed hours
setup-hours-text = Hours of each day in which nobody is likely to be there. Asking works all the same. Left empty, there are none.
setup-hours-begins = From
setup-hours-ends = Until
setup-hours-clock = In 24 hours, such as 22:00
setup-hours-zone-field = Time zone
setup-hours-zone-hint = A city, such as London or Europe/London
setup-hours-same = From and until are the same, so that would be no time or all day. Nothing was changed.
setup-hours-time = That is no time of day that I can read; 22:00 would be one. Nothing was changed.
setup-hours-zone = I don't know that time zone; Europe/London would be one. Nothing was changed.
setup-lines-title = Help lines first
setup-lines-field = Countries
setup-lines-hint = Up to three. Shown before all others, to everyone in this server.
setup-lines-pick = None in particular

## How it is doing

status-title = How the support channel is doing
status-none = There is no support channel here.
status-none-yet = Setting up was begun, and is not finished yet.
status-well = Everything works: people can ask, and helpers can see it.
status-unwell = {"**"}This is in the way:**
status-about = **{ $what }**
status-step-channel = Where people ask
status-step-role = Who helps
status-step-cards = Where helpers see requests
status-step-reports = Where reports go
status-unseen = { $count ->
    [one] One request has
   *[other] { $count } requests have
 } no card that helpers could see.
status-untidy = { $count ->
    [one] One thread is closed, but not put away in Discord yet. It is tried again.
   *[other] { $count } threads are closed, but not put away in Discord yet. It is tried again.
 }
status-open = { $count ->
    [0] {"**"}Now:** no conversation is open.
    [one] {"**"}Now:** one conversation is open.
   *[other] {"**"}Now:** { $count } conversations are open.
 }
status-waiting = { $count ->
    [0] Nobody waits for a helper.
    [one] One waits for a helper.
   *[other] { $count } wait for a helper.
 }
status-longest = Waiting longest: { $time }.
status-weeks = **By week**
status-week = { $monday }: { $asked } asked, { $met } met by a helper, after { $time } on average
status-week-few = { $monday }: fewer than five asked
status-week-asked = { $monday }: { $asked } asked, fewer than five met by a helper
status-weeks-none = Nobody has asked in the last weeks.
status-private = -# A week's counts are told from five on. Who asked, who helped and what it was about doesn't stand here, and is counted nowhere.

## Taking it down

removal-title = Taking the support channel down
removal-nothing = There is no support channel here, so there is nothing to take down.
removal-text =
    The panel goes, and with it what is stored about this channel and its requests.
    { $open ->
    [0] No conversation is open.
    [one] One conversation is open. It is closed with a kind word. Those in it can still read it.
   *[other] { $open } conversations are open. They are closed with a kind word. Those in them can still read them.
 } Threads that were closed before are deleted.
removal-channel-warning = With the channel where people ask, all conversations in it would go at once.
removal-form = Taking it down
removal-sure = What else goes?
removal-sure-hint = What is unticked stays, and so does whatever is not listed.
removal-text-form = The panel goes. Conversations that are open are closed kindly, and what is stored about them is erased. That cannot be undone.
removal-made = Made by me. Everything in it goes with it.
removal-found = It was there before me. Everything in it would go with it.
removal-talked = People talk here just now. Everything that they wrote would go at once.
removal-made-role = Made by me. Who has it loses it.
removal-found-role = It was there before me. Who has it would lose it.
removal-done = It is taken down. { $closed ->
    [0] No conversation was open.
    [one] One conversation was closed.
   *[other] { $closed } conversations were closed.
 } Nothing is stored about this channel any more.
removal-failed = Not everything could be taken down. This is left:
removal-failed-panel = the panel in { $channel }
removal-failed-requests = { $count ->
    [one] one conversation
   *[other] { $count } conversations
 }
removal-failed-thing = { $what }: it takes { $permission } to delete it
removal-failed-above = { $what }: the role stands above my own, so that is for somebody above it
removal-failed-busy = { $what }: Discord did not answer as it usually does
removal-forgotten = Nothing is stored about this channel any more. What is left in Discord is yours to delete.
