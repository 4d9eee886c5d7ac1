-- A server's support channel: what the bot needs to act, sealed with a key of its own. `id` is a keyed
-- hash of the server's id. It belongs to no person.
CREATE TABLE support_space (
    id TEXT PRIMARY KEY,
    wrapped_key BLOB NOT NULL,
    master_id TEXT NOT NULL,
    settings BLOB NOT NULL
);

-- How many asked in a week, how many were met by a helper, and how long that took together, in seconds.
-- Counts of a server, of nobody in particular; `week` is the Monday, in days since 1970.
CREATE TABLE support_week (
    space TEXT NOT NULL REFERENCES support_space (id) ON DELETE CASCADE,
    week BIGINT NOT NULL,
    asked BIGINT NOT NULL,
    met BIGINT NOT NULL,
    waited BIGINT NOT NULL,
    PRIMARY KEY (space, week)
);

-- A request for support: ids and states, and nothing of what was asked for. `slot` is the space while the
-- request is open, so that there is one a person and server; `place` a keyed hash of its thread's id.
CREATE TABLE support_request (
    owner TEXT NOT NULL REFERENCES person (owner) ON DELETE CASCADE,
    id TEXT NOT NULL UNIQUE,
    space TEXT NOT NULL REFERENCES support_space (id) ON DELETE CASCADE,
    slot TEXT,
    place TEXT,
    state TEXT NOT NULL,
    opened_at BIGINT NOT NULL,
    met_at BIGINT,
    closed_at BIGINT,
    look_at BIGINT NOT NULL,
    reported_at BIGINT,
    body BLOB NOT NULL,
    PRIMARY KEY (owner, id),
    UNIQUE (owner, slot)
);
CREATE INDEX support_request_by_look ON support_request (look_at);
CREATE INDEX support_request_by_space ON support_request (space, state);
CREATE INDEX support_request_by_place ON support_request (place);

-- A helper with a request. It goes with the request, and with the helper.
CREATE TABLE support_claim (
    owner TEXT NOT NULL REFERENCES person (owner) ON DELETE CASCADE,
    request TEXT NOT NULL REFERENCES support_request (id) ON DELETE CASCADE,
    space TEXT NOT NULL REFERENCES support_space (id) ON DELETE CASCADE,
    presence TEXT NOT NULL,
    since BIGINT NOT NULL,
    ended_at BIGINT,
    told_at BIGINT,
    reported_at BIGINT,
    body BLOB NOT NULL,
    PRIMARY KEY (owner, request)
);
CREATE INDEX support_claim_by_request ON support_claim (request);
