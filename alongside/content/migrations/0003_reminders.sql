-- A daily reminder, one a person. What was set, in which language, and what was asked lately, is sealed in
-- `body`; where it goes to, in `address`. `next_due` is NULL while nothing comes; `next_day` is the local
-- date that it is for. `news` is what the person has not been told yet.
CREATE TABLE reminder (
    owner TEXT PRIMARY KEY REFERENCES person (owner) ON DELETE CASCADE,
    state TEXT NOT NULL,
    next_due BIGINT,
    next_day TEXT,
    paused_until BIGINT,
    unanswered INTEGER NOT NULL,
    news TEXT,
    body BLOB NOT NULL,
    address BLOB NOT NULL
);
CREATE INDEX reminder_by_due ON reminder (next_due);

-- One message for one local date of a person, and never a second one: it outlives the reminder for some
-- weeks, so that one that is stopped and set again on the same day does not come twice. `again_at` is when
-- it is to be sent, or sent again: while it is NULL, nothing is.
CREATE TABLE delivery (
    owner TEXT NOT NULL REFERENCES person (owner) ON DELETE CASCADE,
    day TEXT NOT NULL,
    id TEXT NOT NULL,
    matter TEXT NOT NULL,
    state TEXT NOT NULL,
    nonce TEXT NOT NULL,
    due_at BIGINT NOT NULL,
    claimed_at BIGINT,
    again_at BIGINT,
    sent_at BIGINT,
    PRIMARY KEY (owner, day)
);
CREATE UNIQUE INDEX delivery_by_id ON delivery (owner, id);
CREATE INDEX delivery_by_again ON delivery (again_at);
CREATE INDEX delivery_by_age ON delivery (due_at);
