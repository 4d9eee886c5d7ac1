### Taking reflections along as files, and bringing them back. The rules of texts.ftl hold here too.

## Taking them along

command-reflections-export = Get your reflections as a journal, a table, or a file that can be brought back
option-form = Left open, you see what each of them is
form-markdown = A journal to read (Markdown)
form-csv = A table for a spreadsheet (CSV)
form-json = A file that can be brought back (JSON)
button-export-markdown = As a journal
button-export-csv = As a table
button-export-json = To bring back
take-title = Your reflections, to take along
take-forms =
    {"**"}As a journal** (Markdown): reads as it stands, oldest first.
    {"**"}As a table** (CSV): one row for each, for any spreadsheet. A cell that a spreadsheet would take for a formula has a ' in front.
    {"**"}To bring back** (JSON): every value as it is kept. /reflections import takes it in again, here or where somebody else runs Alongside.
take-note = -# Only what you kept is among them: /privacy export has everything.
take-ready = { $files ->
    [one] Here is what you kept, in one file.
   *[other] Here is what you kept, in { $files } files.
 } { $count ->
    [one] It holds one reflection.
   *[other] { $count } reflections are in there.
 } Nothing of it is sealed any more: whoever opens it can read it.
take-unreadable = { $count ->
    [one] One more can't be opened, so its words are not in there.
   *[other] { $count } more can't be opened, so their words are not in there.
 }

export-kind-quick = Five questions
export-kind-guided = All questions
journal-title = Reflections
journal-head = Written down by Alongside on { $when }. Times are by the clocks where you were then; one in UTC says so. “Nearer helping” and “nearer rescuing” speak of a day's answers.
journal-part = - **{ $part }:** { $picked } ({ $leaning })
journal-unseen = - **{ $part }:** not looked at
journal-part-note = About { $part }:
journal-note = In your own words:
journal-later = A later thought, { $when }:
journal-pause = A pause of { $minutes } minutes. Before { $before }, afterwards { $after }, from 0 to 10.
journal-pause-open = A pause of { $minutes } minutes. Before { $before }, from 0 to 10.
journal-instead = Meanwhile, for yourself:

## Bringing them back

command-reflections-import = Bring back reflections from a file that “To bring back” made
option-file = The JSON file. Nothing is taken in before you have seen what is in it
import-title = Bring reflections back
import-new = { $count ->
    [0] Nothing in this file is new here.
    [one] **One reflection** is new here, from { $first }.
   *[other] **{ $count } reflections** are new here, from { $first } to { $last }.
 }
import-there = { $count ->
    [one] One is here already and stays as it is.
   *[other] { $count } are here already and stay as they are.
 }
import-expired = { $count ->
    [one] One is older than you want things kept. It would be deleted at the next daily round, so it stays out.
   *[other] { $count } are older than you want things kept. They would be deleted at the next daily round, so they stay out.
 } A longer time can be chosen with /privacy show, before this.
import-unreadable = { $count ->
    [one] One couldn't be opened when the file was made, so there is nothing of it to take in.
   *[other] { $count } couldn't be opened when the file was made, so there is nothing of them to take in.
 }
import-others = { $count ->
    [one] One entry of another kind is not taken in.
   *[other] { $count } entries of other kinds are not taken in.
 } Only what was kept comes back: nothing undecided, no daily question, no card, no support channel.
import-part = This is file { $part } of { $parts }. Each is brought back by itself, in any order.
import-kept = -# Taken in, they are kept like all others: sealed, for as long as you chose. Until then nothing is stored; the file stands on this message.
import-needs-yes = Taking them in means keeping them, and for that there is no yes of yours yet. “Choose what is kept” asks for it; then this goes on.
import-done = { $count ->
    [0] Nothing has changed: all of it was here already.
    [one] One reflection was taken in.
   *[other] { $count } reflections were taken in.
 }
button-import-take = Take them in
import-gone = The file isn't here any more, so nothing was taken in. /reflections import starts afresh with it.
import-large = This file is larger than { $most } MB, and no file of mine is. It wasn't opened, and nothing was changed.
import-unread = This can't be read as JSON that I wrote, so nothing was changed. “To bring back” makes a file that can be read; a journal or a table can't come back.
import-other = This is JSON, but no export of Alongside. Nothing was changed.
import-newer = This file was written by a newer Alongside than this one, and reading it could lose something. Nothing was changed.
import-many = There are more reflections than can be kept here: { $most } is the most. Nothing was changed.
import-twice = Two entries in this file have the same id, which no export of mine has. Nothing was changed.
import-entry = Reflection { $number } in this file isn't as I write them, at “{ $field }”. It may have been changed outside. Nothing was changed here.
import-intention = Intention { $number } in this file isn't as I write them, at “{ $field }”. It may have been changed outside. Nothing was changed here.
