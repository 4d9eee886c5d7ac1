### The support channel of a server: asking, being met, ending. Setting it up is in support_setup.ftl.
###
### What stands in a thread or on a card is read by others too: it says nothing of who anybody is.

## The panel

support-panel =
    ## Support, in the way you ask for it
    Somebody here will make time for you. You say what would help, and they begin there: asking, not telling.
    -# Not a crisis service. Where somebody is in danger, help lines come first.
button-support-ask = I'd like support
button-support-supporter = I'm supporting someone
support-supporter-title = When it's you who supports
support-supporter =
    These are yours alone, and nobody here sees that you use them.

    {"**"}/checkin**: five questions, and a mirror
    {"**"}/today**: today in three short questions
    {"**"}/pause**: for the moment before you text again
button-support-checkin = A short check-in
support-how-title = How this works
support-how =
    {"**"}Asking.** You tick what would help. That opens a private conversation here, with a name that says nothing. Helpers see what would help, not who asked.

    {"**"}Being met.** When a helper takes it on, they are brought in. They begin with what you asked for. You can change it. You can have somebody else, without a reason. "I've got it" closes it.

    {"**"}Ending.** What lies quiet for { $idle } days is closed. { $delete } days after closing, the whole conversation is deleted.

    {"**"}Who can read along.** You, the helpers who join, everybody here whose role may manage threads, and Discord itself. The bot doesn't read what you write there, and keeps none of it.

    {"**"}What the bot keeps until then.** That there is a conversation, when it began, and its place; sealed, who asked and who helps.

## Asking

support-form-title = What would help?
support-form-text =
    Only what you tick is shown to helpers beforehand. Words stand in the conversation itself: helpers who join read them, and so can everybody here who may manage threads.
support-form-needs = What would help
support-form-words = A few words, if you like
support-form-words-hint = No reasons needed. Please no names and no medical details.
support-form-alone = When would you rather be left alone?
support-form-alone-hint = Such as: after ten in the evening
support-form-yes = Yes, to a conversation and to what is kept
support-form-yes-hint = Kept sealed until it is deleted: that you asked, where, when, and who helps. No words.
support-need-listen = Just listen
support-need-company = Keep me company
support-need-practical = Practical help
support-need-ideas = Ideas or information
support-need-later = Later: I'll say when
support-need-unsure = I don't know yet
support-no-need = Nothing was ticked, so nothing was opened. "I don't know yet" is an answer too.
support-no-yes = Without your yes nothing is kept, so no conversation was opened.
support-not-here = There is no support channel here just now. The moderators of this server can say more.
support-failed = The conversation could not be opened just now, and nothing of it was kept. The moderators of this server can see why in /support status. Help lines are there meanwhile.
support-halted = Stopped here. Nothing was opened, and nothing was kept. Your words are still on this screen.
support-halted-change = Stopped here. The conversation is as it was. Your words are still on this screen.
support-opened =
    ## Your conversation
    { $thread } is there for you. Helpers were told what would help, not who asked. When somebody takes it on, they come in there.
support-opened-unseen =
    ## Your conversation
    { $thread } is there for you, and what you wrote is in it. The helpers' place can't be reached just now, so nobody was told yet. That is tried again, and moderators see it in /support status.
support-have =
    ## Your conversation
    You have one open here: { $thread }. If something else would help now, it can be changed there.
support-lost = The conversation that you had here is gone: somebody deleted it. Nothing of it is kept. You can ask anew.
support-opening = Your conversation is just being opened. In a moment it stands in your list of threads.
support-quiet = Few people are here at this hour. Somebody is likelier from { $when } on, { $ago }. Until then, these are there:

## In the thread

support-thread = conversation { $code }
support-thread-title = What would help here
support-thread-no-ideas = No ideas or advice were asked for.
support-thread-words = In their words:
support-thread-alone = Better left alone:
support-thread-who = -# Here are the one who asked, and the helpers who join. Whoever may manage threads can read along. The bot doesn't.
button-support-change = Change what would help …
button-support-solved = I've got it
button-support-another = Another helper, please …
button-support-hand = Hand off
button-support-backup = Ask for backup
button-support-step = Step back …
button-support-report = Report …
support-change-title = What would help now?
support-changed = It stands in the conversation now.
support-changed-not = It could not be changed just now. The conversation is as it was.
support-only-asker = That one is for whoever asked. Yours are "Hand off", "Ask for backup" and "Step back".
support-only-helper = That one is for the helpers in this conversation.
support-only-inside = That is for the people in this conversation.
support-over = This conversation is closed, or gone by now.
support-close-ask =
    ## I've got it
    The conversation closes for everybody in it. It can still be read until { $when }, and is deleted then. You can ask again any time.
button-support-close = Close it
support-closed-done = It's closed. "I've got it" is a full answer. You can ask again any time, from the panel.
support-closed-later = It's closed. Discord didn't let the bot lock the thread yet; that is tried again.
support-closed-solved =
    ## They've got it
    This conversation was closed by the one who asked. It can be read until { $when }, and is deleted then.
support-closed-idle =
    ## It has been quiet here
    So this conversation was closed. It can be read until { $when }, and is deleted then. Asking again is always possible, from the panel.
support-closed-left =
    ## Closed
    The one who asked isn't on this server any more. This conversation is deleted { $when }.
support-closed-removed =
    ## Closed
    The support channel here is being taken down by the moderators. Nothing is wrong with this conversation.
support-closed-erased =
    ## Closed
    The one who asked took back their yes. This conversation is deleted { $when }.
support-another-ask =
    ## Another helper
    No reason needed, and none is shown. Somebody else is asked for. The helper who is here now could go at once, or stay until then.
support-another-none = Nobody is with you yet. Your request stands with the helpers.
button-support-another-now = Go at once
button-support-another-then = Stay until then
support-another-done = Somebody else is asked for. Whoever was here has gone.
support-another-later = Somebody else is asked for. When they come, the helper who is here now goes.
support-another-stuck = Somebody else is asked for. Discord doesn't let the bot take the other helper out just now; that is tried again. Moderators can do it by hand.

## Helping

support-card-title = Somebody would like support
support-card-more = Somebody would like one more helper
support-card-none = What would help stands in the conversation.
button-support-look = Look at it …
support-primer-title = Before you go in
support-primer-needs = What they asked for:
support-primer-questions =
    Three questions to begin with:
    • "What would be good to talk about, or not talk about?"
    • "How would you like me to be here with you?"
    • "What have you found that helps, even a little?"
support-primer-advice = Have an idea? Whether it is wanted is theirs to say: "I have a thought about this. Would you like it, or shall I listen?"
support-primer-kept = -# With "Bring me in" you say yes to what is kept until the conversation is deleted: that you are in it, and since when. Who it is, is sealed. Whoever asked, and whoever may manage threads, sees you there.
button-support-claim = Bring me in
support-claimed = You're in: { $thread }. Handing off, backup and stepping back are there, without a reason.
support-no-role = That is for the helpers of this server. "I'd like support" on the panel is for everybody.
support-taken = Somebody else is with them already. Thanks all the same.
support-gone = That conversation is closed, or gone by now.
support-own = This one is yours, so it waits for somebody else.
support-full = { $limit ->
    [one] You're with one conversation now, and that is as many as one helper holds here.
   *[other] You're with { $limit } conversations now, and that is as many as one helper holds here.
}
support-elsewhere = This one goes to somebody else now. That can be for any reason, or for none.
support-in-already = You're in there already: { $thread }.
support-claim-failed = Discord didn't let the bot bring you in. The conversation waits as before, and moderators can see why in /support status.
support-handing = Somebody is asked to take over. You stay until they are there, or step back before.
support-backup = One more helper is asked for. You stay together then.
support-unseen = -# The helpers' place can't be reached just now, so nobody was told yet. That is tried again.
support-step-ask =
    ## Stepping back
    No reason needed, and none is shown. You leave the conversation, and somebody else is asked for.
button-support-stepped = Step back
support-stepped = You have stepped back. Somebody else is asked for, where nobody else is there.
support-stepped-stuck = You have stepped back, and somebody else is asked for. Discord doesn't let the bot take you out of the thread just now; you can leave it yourself.
support-how-are-you =
    In between, a question for you. How is it with you?
    -# It comes at the limit, and after several in a day. Only you see it; nobody is told, and it is counted nowhere.
support-afterwards =
    A conversation that you helped in is over. How is it with you now?
    -# Only you see this.
support-afterwards-now = How is it with you now?
button-support-pause = A pause

## Reporting

support-report-ask =
    ## Report this conversation
    The moderators of this server get a card with your name and the place of this conversation. They can read it then. The others here aren't told. Nothing is sent before you press.
button-support-reported = Send the report
support-reported = The report is with the moderators of this server.
support-report-again = Your report is with the moderators already.
support-report-nowhere = Reports can't be sent here just now, and nothing was sent. The moderators of this server can be written to directly.
support-report-card =
    ## A conversation was reported
    By { $who }, who asked for support there: { $thread }
support-report-card-helper =
    ## A conversation was reported
    By { $who }, who helps there: { $thread }

## What is kept

privacy-support-name = Support channels
privacy-support = You said yes to what a support channel keeps on { $when }.
privacy-support-count = { $count ->
    [0] No conversation is stored.
    [one] One conversation is stored, until it is deleted.
   *[other] { $count } conversations are stored, until they are deleted.
}
button-support-withdraw = Take back the yes to support channels …
support-withdraw-ask =
    ## Support channels
    Conversations that you asked for are closed. You leave those that you help in, and somebody else is asked for. What is closed is deleted on its day. You can say yes again any time, by asking or helping.
button-support-withdrawn = Take it back
support-withdrawn = Your yes to support channels is taken back. Nothing new is kept there.
privacy-support-off = On { $when } you took back your yes to what a support channel keeps.
