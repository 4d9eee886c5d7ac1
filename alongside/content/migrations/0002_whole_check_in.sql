-- A guided check-in has a slot: a keyed hash of the person and the kind of relation, so that there is
-- one for each at a time and the file does not say which. Other drafts have none.
ALTER TABLE draft ADD COLUMN slot TEXT;
CREATE UNIQUE INDEX draft_by_slot ON draft (owner, slot);

-- What somebody meant to ask, kept with its reflection: when to ask about it, and whether that was done.
CREATE TABLE intention (
    owner TEXT NOT NULL,
    id TEXT NOT NULL,
    due_at BIGINT NOT NULL,
    asked_at BIGINT,
    PRIMARY KEY (owner, id),
    FOREIGN KEY (owner, id) REFERENCES reflection (owner, id) ON DELETE CASCADE
);

-- A pause under way, one a person. `address` holds, sealed, where its end may be told, or nothing.
CREATE TABLE pause (
    owner TEXT PRIMARY KEY REFERENCES person (owner) ON DELETE CASCADE,
    id TEXT NOT NULL,
    started_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    told_at BIGINT,
    body BLOB NOT NULL,
    address BLOB NOT NULL
);
CREATE INDEX pause_by_end ON pause (ends_at);
