-- +goose Up
-- Instants are INTEGER Unix milliseconds UTC, days are TEXT YYYY-MM-DD ('' is no
-- day), states have CHECKs that repeat the state machine.
--
-- Every row belongs to an office; a single office is office 1. Identifiers are drawn
-- for each office from a range of its own, (office - 1) * 1,000,000,000 + n, so that
-- an office can move into a database where others are; what refers to a row by its
-- identifier is the same office's.

CREATE TABLE office (              -- those that have a name, beside others
    id       INTEGER PRIMARY KEY,
    name     TEXT NOT NULL UNIQUE,
    added_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE document (            -- an imported file, kept as it came
    office   INTEGER NOT NULL,
    sha256   TEXT NOT NULL,
    name     TEXT NOT NULL,
    raw      BLOB NOT NULL,
    added_ms INTEGER NOT NULL,
    PRIMARY KEY (office, sha256)
) STRICT;

CREATE TABLE checklist (
    id       INTEGER PRIMARY KEY,
    office   INTEGER NOT NULL,
    title    TEXT NOT NULL,
    year     INTEGER NOT NULL,
    start    TEXT NOT NULL,
    document TEXT NOT NULL,
    encoding TEXT NOT NULL,
    sheet    TEXT NOT NULL DEFAULT '', -- of a workbook, or table of a document: the export must read the same again
    mapping  TEXT NOT NULL DEFAULT '', -- what the clerk said that columns are: 时序进度=时限
    ladder   TEXT NOT NULL DEFAULT '', -- which of the office's ladders it climbs; '' : the usual one
    added_ms INTEGER NOT NULL,
    UNIQUE (office, document, year),
    FOREIGN KEY (office, document) REFERENCES document (office, sha256)
) STRICT;

CREATE TABLE item (
    id            INTEGER PRIMARY KEY,
    checklist     INTEGER NOT NULL REFERENCES checklist (id),
    no            INTEGER NOT NULL,
    label         TEXT NOT NULL DEFAULT '', -- its number as the document prints it, where that is another
    task          TEXT NOT NULL,
    section       TEXT NOT NULL,
    content       TEXT NOT NULL,
    parties       TEXT NOT NULL,
    leads         TEXT NOT NULL,   -- JSON array, as written
    joint         TEXT NOT NULL,
    deadline_text TEXT NOT NULL,
    deadline      TEXT NOT NULL,
    row           INTEGER NOT NULL,
    ladder        TEXT NOT NULL DEFAULT '', -- '' : its checklist's
    UNIQUE (checklist, no)
) STRICT;

-- An item may fall due several times (milestones, recurrences): each is a part, with
-- assignments of its own.
CREATE TABLE assignment (
    id         INTEGER PRIMARY KEY,
    office     INTEGER NOT NULL,
    item       INTEGER NOT NULL REFERENCES item (id),
    no         INTEGER NOT NULL,
    part       TEXT NOT NULL DEFAULT '', -- 启动, 4月, 长期坚持; '' : the item falls due once
    every      TEXT NOT NULL DEFAULT '', -- the recurrence of which the part is one period: week, month; '' : it falls due once
    party      TEXT NOT NULL,
    role       TEXT NOT NULL CHECK (role IN ('lead', 'joint')),
    state      TEXT NOT NULL CHECK (state IN ('open', 'submitted', 'accepted', 'waived')),
    round      INTEGER NOT NULL CHECK (round >= 1),
    opened     TEXT NOT NULL,
    original   TEXT NOT NULL,
    deadline   TEXT NOT NULL,
    asked      TEXT NOT NULL DEFAULT '',
    asked_ms   INTEGER NOT NULL DEFAULT 0,
    acked_ms   INTEGER NOT NULL DEFAULT 0,
    answer_ms  INTEGER NOT NULL DEFAULT 0,
    claimed_ms INTEGER NOT NULL DEFAULT 0,
    closed_ms  INTEGER NOT NULL DEFAULT 0,
    returns    INTEGER NOT NULL DEFAULT 0,
    decided    INTEGER NOT NULL DEFAULT 0, -- requests for time of this round that were decided
    version    INTEGER NOT NULL,
    claim_version INTEGER NOT NULL DEFAULT 0, -- what a verdict is about: the claim with all that was added to it,
    asked_version INTEGER NOT NULL DEFAULT 0, -- and the request for time, each by the version that it made
    instructed_version INTEGER NOT NULL DEFAULT 0, -- the newest instruction that waits for an answer
    -- how far the ladder has been climbed: what planning knows, not what happened
    stepped_to TEXT NOT NULL DEFAULT '',
    last_step  TEXT NOT NULL DEFAULT '', -- the round's newest reminder: it is not written twice when calendar or ladder change
    escalated  INTEGER NOT NULL DEFAULT 0,
    told_to    TEXT NOT NULL DEFAULT '', -- a letter that told of a change stands for the rungs up to this day
    first_to   TEXT NOT NULL DEFAULT '', -- whose mailbox the round's first letter is for; '' : none is on its way
    first_on   TEXT NOT NULL DEFAULT '', -- when it was sent; '' : not yet
    next_day   TEXT,               -- NULL: nothing to ask the ladder
    UNIQUE (item, part, party, role),
    CHECK ((closed_ms > 0) = (state IN ('accepted', 'waived'))),
    CHECK (next_day IS NULL OR state = 'open')
) STRICT;
CREATE INDEX assignment_due ON assignment (office, next_day) WHERE next_day IS NOT NULL; -- not the party, too: planning moves neighbours on, which would then lie apart here
CREATE INDEX assignment_party ON assignment (office, party) WHERE state = 'open';

CREATE TABLE notice (
    id          INTEGER PRIMARY KEY,
    office      INTEGER NOT NULL,
    key         TEXT NOT NULL,     -- natural: daily/业务受理部负责人/2027-04-23
    kind        TEXT NOT NULL,
    person      TEXT NOT NULL,
    token       TEXT NOT NULL,
    message_id  TEXT NOT NULL,
    reason      TEXT NOT NULL,
    state       TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'sent', 'failed', 'superseded')),
    not_before  INTEGER NOT NULL,
    attempt     INTEGER NOT NULL DEFAULT 0,
    lease_until INTEGER NOT NULL DEFAULT 0,
    tries       INTEGER NOT NULL DEFAULT 0, -- attempts that count: what is about the relay, or lost with the daemon, does not
    refused     TEXT NOT NULL DEFAULT '', -- what its newest attempt was answered, addresses apart
    final       INTEGER NOT NULL DEFAULT 0, -- 1: and that was a no for good; 2: another letter has gone since, so it is believed if it is said again
    fault       TEXT NOT NULL DEFAULT '', -- and then this is the fault of its address; '' : the address is sound
    small       INTEGER NOT NULL DEFAULT 0, -- 1: too large for the relay, so it goes as text alone
    cause_mail  INTEGER,
    created_ms  INTEGER NOT NULL,
    created_on  TEXT NOT NULL,
    of_day      TEXT NOT NULL DEFAULT '', -- it was written for this day, and leaves on it or not at all; '' : it may leave at any time
    sent_ms     INTEGER NOT NULL DEFAULT 0,
    error       TEXT NOT NULL DEFAULT '',
    slip_list   INTEGER NOT NULL DEFAULT 0, -- its number as a three-coloured notice (督办单) within a checklist
    slip_no     INTEGER NOT NULL DEFAULT 0, -- 0: it is none
    UNIQUE (office, key),
    UNIQUE (office, token),
    UNIQUE (office, message_id),
    CHECK ((sent_ms > 0) = (state = 'sent'))
) STRICT;
CREATE INDEX notice_due ON notice (office, not_before, id) WHERE state = 'queued';
CREATE INDEX notice_refused ON notice (office, refused) WHERE refused <> '';
CREATE INDEX notice_leased ON notice (office, lease_until) WHERE state = 'sending';
CREATE UNIQUE INDEX notice_slip ON notice (slip_list, slip_no) WHERE slip_no > 0;

CREATE TABLE letter (              -- what a letter has to say; apart, so that a change of state does not write it again
    notice INTEGER PRIMARY KEY REFERENCES notice (id),
    facts  TEXT NOT NULL           -- JSON: checklist.Letter
) STRICT;

CREATE TABLE rendered (                -- a letter as it goes out, kept from the first try on; apart likewise
    notice  INTEGER PRIMARY KEY REFERENCES notice (id),
    address TEXT NOT NULL,
    sender  TEXT NOT NULL DEFAULT '', -- whom it says it is from
    raw     BLOB NOT NULL
) STRICT;

CREATE TABLE notice_line (         -- the lines of a letter as printed: an answer is about these, whatever has changed since
    notice        INTEGER NOT NULL REFERENCES notice (id),
    assignment    INTEGER NOT NULL REFERENCES assignment (id),
    checklist     INTEGER NOT NULL REFERENCES checklist (id),
    item          INTEGER NOT NULL REFERENCES item (id),
    mark          TEXT NOT NULL DEFAULT '', -- 甲: tells the lists apart where a letter shows several
    no            INTEGER NOT NULL,
    part          TEXT NOT NULL DEFAULT '',
    party         TEXT NOT NULL,
    role          TEXT NOT NULL CHECK (role IN ('lead', 'joint')),
    round         INTEGER NOT NULL,
    claim_version INTEGER NOT NULL DEFAULT 0, -- of the claim that it showed; 0: none
    asked_version INTEGER NOT NULL DEFAULT 0, -- of the request for time that it showed
    instructed_version INTEGER NOT NULL DEFAULT 0, -- of the newest instruction that waited
    heading       TEXT NOT NULL CHECK (heading IN ('owed', 'joint', 'waiting', 'asked', 'overdue', 'told')),
    step          TEXT NOT NULL,      -- '' : listed along
    PRIMARY KEY (notice, assignment)
) STRICT, WITHOUT ROWID;
CREATE INDEX notice_line_assignment ON notice_line (assignment, notice);

CREATE TABLE step (                -- every rung reached, with what came of it
    assignment INTEGER NOT NULL REFERENCES assignment (id),
    round      INTEGER NOT NULL,
    deadline   TEXT NOT NULL,
    step       TEXT NOT NULL,
    day        TEXT NOT NULL,      -- the rung's own day
    state      TEXT NOT NULL CHECK (state IN ('planned', 'skipped', 'held')),
    notice     INTEGER REFERENCES notice (id),
    reason     TEXT NOT NULL,
    at_ms      INTEGER NOT NULL,
    PRIMARY KEY (assignment, round, deadline, step),
    CHECK ((state = 'planned') = (notice IS NOT NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX step_notice ON step (notice) WHERE notice IS NOT NULL;

CREATE TABLE attempt (
    notice      INTEGER NOT NULL REFERENCES notice (id),
    n           INTEGER NOT NULL,
    started_ms  INTEGER NOT NULL,
    finished_ms INTEGER NOT NULL DEFAULT 0,
    outcome     TEXT NOT NULL DEFAULT '' CHECK (outcome IN ('', 'sent', 'retry', 'failed', 'superseded', 'lost')),
    relay       TEXT NOT NULL DEFAULT '',
    code        TEXT NOT NULL DEFAULT '',
    text        TEXT NOT NULL DEFAULT '',
    repeat      INTEGER NOT NULL DEFAULT 0, -- 1: the try before may have been delivered
    PRIMARY KEY (notice, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE mail (
    id          INTEGER PRIMARY KEY,
    office      INTEGER NOT NULL,
    sha256      TEXT NOT NULL,
    size        INTEGER NOT NULL,
    source      TEXT NOT NULL,
    position    TEXT NOT NULL,     -- where in the source: unique, so that reading twice changes nothing
    envelope    TEXT NOT NULL DEFAULT '',
    received_ms INTEGER NOT NULL,
    message_id  TEXT NOT NULL DEFAULT '',
    sender      TEXT NOT NULL DEFAULT '',
    person      TEXT NOT NULL DEFAULT '',
    subject     TEXT NOT NULL DEFAULT '',
    state       TEXT NOT NULL CHECK (state IN ('received', 'filed', 'asked', 'noted', 'dropped', 'quarantined', 'discarded')),
    kind        TEXT NOT NULL DEFAULT '',
    reason      TEXT NOT NULL DEFAULT '',
    answers     INTEGER,           -- the notice that it answers
    judged_ms   INTEGER NOT NULL DEFAULT 0,
    text        TEXT NOT NULL DEFAULT '',
    quoted      TEXT NOT NULL DEFAULT '',
    origin      TEXT NOT NULL DEFAULT '',    -- the peer and the envelope that it came by, as far as the sender could not write them himself
    missed      INTEGER NOT NULL DEFAULT 0,  -- tokens that it named and no letter bears
    answered    INTEGER NOT NULL DEFAULT 0,  -- letters that its sender got because of it
    raw         BLOB,              -- NULL: a file named by its hash, beside the database
    UNIQUE (office, sha256),
    CHECK ((judged_ms = 0) = (state = 'received'))
) STRICT;
CREATE UNIQUE INDEX mail_position ON mail (office, source, position) WHERE position <> '';
CREATE INDEX mail_waiting ON mail (office, state) WHERE state IN ('received', 'asked', 'quarantined');
CREATE INDEX mail_message_id ON mail (office, message_id);
CREATE INDEX mail_sender ON mail (office, sender, received_ms);
CREATE INDEX mail_missed ON mail (office, origin, received_ms) WHERE missed > 0;
CREATE INDEX mail_answers ON mail (answers, received_ms) WHERE answers IS NOT NULL;

CREATE TABLE proof (               -- what the receiving server found out about a sender, on the day it came
    mail  INTEGER PRIMARY KEY REFERENCES mail (id),
    state TEXT NOT NULL CHECK (state IN ('proven', 'forged', 'unproven')),
    why   TEXT NOT NULL
) STRICT;

-- Words in somebody's name that nobody proved: they wait, as their mail does (asked), until
-- he has said whether they are his. Filed they were confirmed; else nothing came of them.
CREATE TABLE confirmation (
    mail   INTEGER PRIMARY KEY REFERENCES mail (id),
    person TEXT NOT NULL,
    words  TEXT NOT NULL,          -- JSON: checklist.InYourName
    until  TEXT NOT NULL           -- the last day on which he can say so
) STRICT;

CREATE TABLE evidence (            -- what a mail says of an assignment
    mail       INTEGER NOT NULL REFERENCES mail (id),
    assignment INTEGER NOT NULL REFERENCES assignment (id),
    round      INTEGER NOT NULL,
    verb       TEXT NOT NULL,
    text       TEXT NOT NULL,
    at_ms      INTEGER NOT NULL,
    seq        INTEGER NOT NULL,  -- how far the history had come when it was filed
    PRIMARY KEY (mail, assignment, verb)
) STRICT, WITHOUT ROWID;
CREATE INDEX evidence_assignment ON evidence (assignment, at_ms);

CREATE TABLE attachment (          -- an index into the raw mail, which is the evidence
    mail   INTEGER NOT NULL REFERENCES mail (id),
    n      INTEGER NOT NULL,
    name   TEXT NOT NULL,
    type   TEXT NOT NULL,
    size   INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    note   TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (mail, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE event (
    office     INTEGER NOT NULL,
    seq        INTEGER NOT NULL,
    at         INTEGER NOT NULL,
    "on"       TEXT NOT NULL,
    kind       TEXT NOT NULL,
    assignment INTEGER NOT NULL DEFAULT 0,
    actor      TEXT NOT NULL,
    reason     TEXT NOT NULL DEFAULT '',
    mail       INTEGER NOT NULL DEFAULT 0,
    notice     INTEGER NOT NULL DEFAULT 0,
    party      TEXT NOT NULL DEFAULT '',
    role       TEXT NOT NULL DEFAULT '',
    day        TEXT NOT NULL DEFAULT '',
    start      TEXT NOT NULL DEFAULT '',
    text       TEXT NOT NULL DEFAULT '',
    every      TEXT NOT NULL DEFAULT '',
    received   INTEGER NOT NULL DEFAULT 0, -- when the mail that says it came in; 0: it was said at "at"
    hash       TEXT NOT NULL,
    PRIMARY KEY (office, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_assignment ON event (assignment, seq) WHERE assignment > 0;
CREATE INDEX event_instruction ON event (office, seq) WHERE kind = 'instructed';
CREATE INDEX event_mail ON event (mail) WHERE mail > 0;
CREATE INDEX event_failed ON event (office, at) WHERE kind = 'failed';

-- +goose StatementBegin
CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event
BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER event_is_never_deleted BEFORE DELETE ON event
BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;
-- +goose StatementEnd

CREATE TABLE address (             -- what is known of an address beyond the directory
    office    INTEGER NOT NULL,
    address   TEXT NOT NULL,
    fault     TEXT NOT NULL,       -- 550 5.1.1 用户不存在; '' : works again
    since_ms  INTEGER NOT NULL,
    mail      INTEGER,
    person    TEXT NOT NULL DEFAULT '',
    tried_ms  INTEGER NOT NULL DEFAULT 0, -- when a letter last went there: one a week does, to see whether it works again
    taken_ms  INTEGER NOT NULL DEFAULT 0, -- when the relay took one that has not come back; 0: none since it failed
    PRIMARY KEY (office, address)
) STRICT, WITHOUT ROWID;

CREATE TABLE note (                -- information on a person: an out-of-office text
    id     INTEGER PRIMARY KEY,
    office INTEGER NOT NULL,
    person TEXT NOT NULL,
    text   TEXT NOT NULL,
    mail   INTEGER NOT NULL REFERENCES mail (id),
    at_ms  INTEGER NOT NULL,
    away_from  TEXT NOT NULL DEFAULT '', -- the days that it states; '' where it states none
    away_until TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX note_person ON note (office, person, at_ms);

CREATE TABLE absence (             -- who is away between two days, and who stands in (代办)
    id         INTEGER PRIMARY KEY,
    office     INTEGER NOT NULL,
    person     TEXT NOT NULL,
    substitute TEXT NOT NULL,      -- '' : nobody
    first      TEXT NOT NULL,
    last       TEXT NOT NULL,
    reason     TEXT NOT NULL,
    added_ms   INTEGER NOT NULL,
    ended_ms   INTEGER NOT NULL DEFAULT 0, -- back before the last day
    CHECK (first <= last AND person <> substitute)
) STRICT;
CREATE INDEX absence_last ON absence (office, last) WHERE ended_ms = 0;

-- When each way in was last known to work, and how far a folder of a mailbox was
-- read (RFC 9051, section 2.3.1.1): the UIDs up to uid, in the numbering that
-- validity names. A way in without UIDs has 0.
CREATE TABLE source (
    office   INTEGER NOT NULL,
    name     TEXT NOT NULL,
    ok_ms    INTEGER NOT NULL DEFAULT 0,
    fault    TEXT NOT NULL DEFAULT '',
    fault_ms INTEGER NOT NULL DEFAULT 0,
    validity INTEGER NOT NULL DEFAULT 0,
    uid      INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (office, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE outage (              -- times in which a way in did not work, and that are over
    office   INTEGER NOT NULL,
    name     TEXT NOT NULL,
    since_ms INTEGER NOT NULL,         -- its last success before, or where there was none its first failure
    until_ms INTEGER NOT NULL,         -- the next one
    cause    TEXT NOT NULL,         -- Chinese; '': nobody read it
    PRIMARY KEY (office, name, since_ms)
) STRICT, WITHOUT ROWID;

CREATE TABLE planned_day (         -- days that were planned
    office  INTEGER NOT NULL,
    day     TEXT NOT NULL,
    at_ms   INTEGER NOT NULL,
    reports INTEGER NOT NULL DEFAULT 0, -- 1: to the end, with digests and overviews
    opens_ms  INTEGER NOT NULL DEFAULT 0, -- the hours of letters as they were on that day: the office may change them
    closes_ms INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (office, day)
) STRICT, WITHOUT ROWID;

CREATE TABLE backup (              -- when an office was last written into a whole backup
    office INTEGER PRIMARY KEY,
    at_ms  INTEGER NOT NULL
) STRICT;

CREATE TABLE release (             -- days whose letters the clerk let go although they are many
    office INTEGER NOT NULL,
    day    TEXT NOT NULL,
    at_ms  INTEGER NOT NULL,
    PRIMARY KEY (office, day)
) STRICT, WITHOUT ROWID;

CREATE TABLE trouble (             -- why letters or mails do not move, as the daemon last saw it
    office   INTEGER NOT NULL,
    matter   TEXT NOT NULL,        -- queue, mail, round, certificate/…, alarm/…
    since_ms INTEGER NOT NULL,
    count    INTEGER NOT NULL DEFAULT 0,
    cause    TEXT NOT NULL,        -- Chinese, without addresses or anybody's words
    told_ms  INTEGER NOT NULL DEFAULT 0, -- when an alarm last went through; 0: none has
    PRIMARY KEY (office, matter)
) STRICT, WITHOUT ROWID;

CREATE TABLE pause (               -- an office whose letters are held back
    office   INTEGER PRIMARY KEY,
    since_ms INTEGER NOT NULL,
    why      TEXT NOT NULL
) STRICT;

CREATE TABLE hold (                -- an office whose relay takes no letters, as it answered; no row: it takes them
    office   INTEGER PRIMARY KEY,
    since_ms INTEGER NOT NULL,
    last_ms  INTEGER NOT NULL,   -- when it refused last
    until_ms INTEGER NOT NULL,   -- then one letter is tried
    cause    TEXT NOT NULL,   -- login, sender, pace, quota, ...
    why      TEXT NOT NULL,   -- the relay's words
    refusals INTEGER NOT NULL    -- one after the other
) STRICT;

-- +goose Down
DROP TABLE hold;
DROP TABLE trouble;
DROP TABLE pause;
DROP TABLE release;
DROP TABLE backup;
DROP TABLE planned_day;
DROP TABLE outage;
DROP TABLE source;
DROP TABLE absence;
DROP TABLE note;
DROP TABLE address;
DROP TABLE event;
DROP TABLE attachment;
DROP TABLE evidence;
DROP TABLE confirmation;
DROP TABLE proof;
DROP TABLE mail;
DROP TABLE attempt;
DROP TABLE step;
DROP TABLE notice_line;
DROP TABLE rendered;
DROP TABLE letter;
DROP TABLE notice;
DROP TABLE assignment;
DROP TABLE item;
DROP TABLE checklist;
DROP TABLE document;
DROP TABLE office;
