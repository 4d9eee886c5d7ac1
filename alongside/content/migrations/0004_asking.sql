-- An offer card that stands in a channel; once it has ended, what is left is how long none may follow to
-- the same person. `asked` is a keyed hash of both people, which links to no other row; `place`, sealed with
-- the key of whoever posted it, is where the card stands. `id` and `place` are gone when it has ended.
CREATE TABLE offer (
    owner TEXT NOT NULL REFERENCES person (owner) ON DELETE CASCADE,
    asked TEXT NOT NULL,
    id TEXT,
    ends_at BIGINT NOT NULL,
    taken_at BIGINT,
    place BLOB NOT NULL,
    PRIMARY KEY (owner, asked)
);
CREATE UNIQUE INDEX offer_by_id ON offer (id);
CREATE INDEX offer_by_end ON offer (ends_at);

-- Whose cards somebody does not want: a keyed hash of both people again.
CREATE TABLE offer_block (
    owner TEXT NOT NULL REFERENCES person (owner) ON DELETE CASCADE,
    sender TEXT NOT NULL,
    PRIMARY KEY (owner, sender)
);
