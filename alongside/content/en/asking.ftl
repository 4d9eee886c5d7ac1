### "Ask instead" and offer cards. The rules of texts.ftl hold here as well.

## Commands

command-ask = From telling to asking: your own words, or a card to one person
command-ask-instead = See which of your words tell, and ways to ask the same. Nothing is sent or kept
command-ask-offer = A card in this channel that asks one person what would help right now
option-ask-text = What you would like to say. Leave it empty for a form with more room
option-ask-person = Who is asked. Only they can answer, and everybody in the channel reads it
menu-ask-instead = Ask instead

## Ask instead

asking-title = Ask instead
asking-field = What would you like to say?
asking-hint = Better without names or medical details. Nothing is sent, and nothing is kept.
asking-found = Words that tell, marked:
asking-excerpt = -# It is long, so only the parts around them stand here.
asking-ask = To ask instead, for example:
asking-idea = Where there really is an idea:
asking-none = I spotted no telling phrase.
asking-none-more = That is a list of phrases and no verdict: it misses some, and it doesn't know the two of you.
asking-small = -# For your eyes alone. Nothing was sent, and nothing is kept.
asking-stays = -# This answer stays in our direct messages until you remove it.
asking-copy = To copy
asking-copy-hint = On phones, a text here can be held and copied. Nothing of this form goes to anybody.
asking-kept = Left as it was. Nothing was sent, and nothing is kept.
asking-not-yours = I only look at words that are your own, and this message is somebody else's.
asking-bot = I only look at words that are your own. This message was posted by an app.
asking-no-words = There are no words here to look at.
asking-danger = Words about danger stay as they are: there is nothing here to ask instead.
asking-stopped = Stopped here. Nothing was sent, and nothing is kept.
asking-yours = -# What you wrote:
button-asking-keep = Keep mine
button-asking-copy = Copy one …

## Offer cards

offer-question = { $asked }, what would help right now?
offer-from = { $asker } would like to know. Every answer is fine, and so is none. No reason needed.
offer-open = Only you can answer, and everybody here can read it. Unanswered, this card goes away { $until }.
offer-from-answered = -# { $asker } asked.
button-answer-listen = Just listen
button-answer-company = Keep me company
button-answer-practical = Practical help
button-answer-ideas = Ideas or information
button-answer-space = Space
button-answer-later = Later, I'll say when
button-answer-got-it = I've got it
button-answer-unsure = I don't know yet
button-answer-nothing = Nothing now
button-offer-post = Post it
button-offer-drop = Not now
button-offer-back = Take it back
button-offer-cards = No more cards …
button-offer-after = And now?
button-offer-remove = Remove this card
button-offer-block = None from this person
button-offer-none = None from anybody
button-offer-undo = Undo
offer-preview = This would be posted here, where everybody in the channel can read it, in your name:
offer-preview-answers = -# Below it, as buttons: { $answers }.
offer-preview-stored = -# "Post it" mentions them once. Where the card stands is stored, sealed, until it is answered, taken back or gone. For 72 hours no second card goes to the same person: for that a mark for the two of you is stored, which names nobody.
offer-posted = It is posted. You can take it back with the button on it; unanswered, it goes away after 72 hours.
offer-refused = This card can't be posted just now. That can have many reasons, and the reason is never told.
offer-words-instead = The same in words, for you to say in your own way:
offer-words = What would help right now? Just listening, company, something practical, ideas, space, or nothing at all: every answer is fine.
offer-dropped = Nothing was posted, and nothing is kept.
offer-self = A card asks somebody else. For a question to yourself there is /checkin.
offer-bot = That is an app. A card asks a person.
offer-no-place = I can't post a card here. It takes a channel of a server where both you and I may write, and no private thread.
offer-not-there = They can't see this channel, as far as Discord tells me, so a card would not reach them here.
offer-not-yours = These buttons are for two other people. Nothing has changed.
offer-for-asked = This button is for the one who is asked. Nothing has changed.
offer-for-asker = This button is for the one who asked. Nothing has changed.
offer-over = This card is over: it was answered, taken back, or its time has passed.
offer-taken-back = It is taken back, and what was stored about where it stood is gone. For 72 hours from its posting no second card goes to the same person.
offer-cards-from = -# Cards from { $asker }
offer-cards = What you choose here is seen by nobody else. The card stays as it is until it is answered or goes away, so that nobody can tell.
offer-blocked = No more cards from this person. They are not told: to them it reads like any other time a card can't be posted. For this, a mark for the two of you is stored, which names nobody, until you undo it or erase everything.
offer-unblocked = Cards from this person can reach you again.
offer-none = No more cards from anybody. Nobody is told. Your choice is stored until you erase everything, and can be changed here or with /privacy show.
offer-any = Cards can reach you again.
offer-after-listen = They'd like to be heard. What would you like to understand?
offer-after-company = They'd like company. What kind of time do you like spending together?
offer-after-practical = They'd like practical help. Which part are you glad to do, and which part stays theirs?
offer-after-ideas = They'd like ideas. How would it be for you if they take none of yours?
offer-after-space = They'd like space. What would you like to do with this time?
offer-after-later = They'll say when. What lets you leave the when with them?
offer-after-got-it = They've got it. What's yours to look after?
offer-after-unsure = They don't know yet. What is it like to leave that open?
offer-after-nothing = Nothing now. What's yours to look after?
privacy-offers =
    { $count ->
        [one] One offer card, posted by you or to you, for at most 72 hours.
       *[other] { $count } offer cards, posted by you or to you, for at most 72 hours each.
    }
privacy-offer-blocks =
    { $count ->
        [one] A mark for one person from whom you want no offer cards.
       *[other] Marks for { $count } people from whom you want no offer cards.
    }
purpose-name-asked = Being asked on offer cards
purpose-yes-asked = Cards can reach you, as you chose on { $when }.
purpose-no-asked = Since { $when } no card reaches you from anybody. Nobody is told.
purpose-never-asked = Somebody in a server may ask you, on a card in a channel where both of you are, what would help.
purpose-give-asked = With a yes, cards can reach you again. From people whose cards you refused one by one, none comes.
purpose-end-asked = **If you say no,** no new card reaches you, from anybody. Whoever tries reads the same as when a card can't be posted for any other reason. Your choice is stored until you erase everything.
button-unblock-all = Take cards from those I refused
