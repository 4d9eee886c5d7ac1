-- One row per person who agreed to something. `owner` is a keyed hash of the Discord id, so that the
-- file does not say who; `wrapped_key` is the person's own data key, wrapped by the host's master key.
-- Deleting this row takes everything of the person along, and with the key all that might be left of it.
CREATE TABLE person (
    owner TEXT PRIMARY KEY,
    wrapped_key BLOB NOT NULL,
    master_id TEXT NOT NULL
);

-- What was agreed to, in which wording, when; a withdrawn consent stays as a record of both.
CREATE TABLE consent (
    owner TEXT NOT NULL REFERENCES person (owner) ON DELETE CASCADE,
    purpose TEXT NOT NULL,
    version INTEGER NOT NULL,
    given_at BIGINT NOT NULL,
    withdrawn_at BIGINT,
    retention TEXT NOT NULL,
    PRIMARY KEY (owner, purpose)
);

-- A check-in under way. Times are seconds since 1970 in UTC; what is sealed is a BLOB.
CREATE TABLE draft (
    owner TEXT NOT NULL REFERENCES person (owner) ON DELETE CASCADE,
    id TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    body BLOB NOT NULL,
    label BLOB NOT NULL,
    note BLOB NOT NULL,
    PRIMARY KEY (owner, id)
);
CREATE INDEX draft_by_age ON draft (created_at);

-- A check-in that was kept.
CREATE TABLE reflection (
    owner TEXT NOT NULL REFERENCES person (owner) ON DELETE CASCADE,
    id TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    body BLOB NOT NULL,
    label BLOB NOT NULL,
    note BLOB NOT NULL,
    PRIMARY KEY (owner, id)
);
CREATE INDEX reflection_by_time ON reflection (owner, created_at, id);

-- The key that owners are hashed with, wrapped by the master key: it outlives a change of master key.
CREATE TABLE keyring (
    name TEXT PRIMARY KEY,
    wrapped_key BLOB NOT NULL,
    master_id TEXT NOT NULL
);

-- What belongs to nobody: the fingerprint of the commands that Discord was last told about.
CREATE TABLE meta (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
);
