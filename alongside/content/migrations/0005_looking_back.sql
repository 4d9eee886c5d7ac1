-- What somebody just deleted, for as long as they can bring it back: the row as it was, sealed as it was,
-- with when its plan was to be asked about. `removal` is what was deleted at once. No other table or query
-- knows of it, so that what is deleted is seen nowhere; minutes later it goes for good.
CREATE TABLE removed (
    owner TEXT NOT NULL REFERENCES person (owner) ON DELETE CASCADE,
    id TEXT NOT NULL,
    removal TEXT NOT NULL,
    removed_at BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    body BLOB NOT NULL,
    label BLOB NOT NULL,
    note BLOB NOT NULL,
    due_at BIGINT,
    asked_at BIGINT,
    PRIMARY KEY (owner, id)
);
CREATE INDEX removed_by_time ON removed (removed_at);

-- Labels are offered while somebody types: with the sealed label in it, the index alone tells all of them.
DROP INDEX reflection_by_time;
CREATE INDEX reflection_by_time ON reflection (owner, created_at, id, label);
