-- +goose Up
-- The same tables as SQLite's, under the same number: see there. COLLATE "C" sorts
-- texts as SQLite does.
--
-- Every row belongs to an office; a single office is office 1. Identifiers are drawn
-- for each office from a range of its own, (office - 1) * 1,000,000,000 + n, so that
-- an office can move into a database where others are; what refers to a row by its
-- identifier is the same office's.

CREATE TABLE office (              -- those that have a name, beside others
    id       BIGINT PRIMARY KEY,
    name     TEXT COLLATE "C" NOT NULL UNIQUE,
    added_ms BIGINT NOT NULL
);

CREATE TABLE document (            -- an imported file, kept as it came
    office   BIGINT NOT NULL,
    sha256   TEXT COLLATE "C" NOT NULL,
    name     TEXT COLLATE "C" NOT NULL,
    raw      BYTEA NOT NULL,
    added_ms BIGINT NOT NULL,
    PRIMARY KEY (office, sha256)
);

CREATE TABLE checklist (
    id       BIGINT PRIMARY KEY,
    office   BIGINT NOT NULL,
    title    TEXT COLLATE "C" NOT NULL,
    year     BIGINT NOT NULL,
    start    TEXT COLLATE "C" NOT NULL,
    document TEXT COLLATE "C" NOT NULL,
    encoding TEXT COLLATE "C" NOT NULL,
    sheet    TEXT COLLATE "C" NOT NULL DEFAULT '', -- of a workbook, or table of a document: the export must read the same again
    mapping  TEXT COLLATE "C" NOT NULL DEFAULT '', -- what the clerk said that columns are: 时序进度=时限
    ladder   TEXT COLLATE "C" NOT NULL DEFAULT '', -- which of the office's ladders it climbs; '' : the usual one
    added_ms BIGINT NOT NULL,
    UNIQUE (office, document, year),
    FOREIGN KEY (office, document) REFERENCES document (office, sha256)
);

CREATE TABLE item (
    id            BIGINT PRIMARY KEY,
    checklist     BIGINT NOT NULL REFERENCES checklist (id),
    no            BIGINT NOT NULL,
    label         TEXT COLLATE "C" NOT NULL DEFAULT '', -- its number as the document prints it, where that is another
    task          TEXT COLLATE "C" NOT NULL,
    section       TEXT COLLATE "C" NOT NULL,
    content       TEXT COLLATE "C" NOT NULL,
    parties       TEXT COLLATE "C" NOT NULL,
    leads         TEXT COLLATE "C" NOT NULL,   -- JSON array, as written
    joint         TEXT COLLATE "C" NOT NULL,
    deadline_text TEXT COLLATE "C" NOT NULL,
    deadline      TEXT COLLATE "C" NOT NULL,
    row           BIGINT NOT NULL,
    ladder        TEXT COLLATE "C" NOT NULL DEFAULT '', -- '' : its checklist's
    UNIQUE (checklist, no)
);

-- An item may fall due several times (milestones, recurrences): each is a part, with
-- assignments of its own.
CREATE TABLE assignment (
    id         BIGINT PRIMARY KEY,
    office     BIGINT NOT NULL,
    item       BIGINT NOT NULL REFERENCES item (id),
    no         BIGINT NOT NULL,
    part       TEXT COLLATE "C" NOT NULL DEFAULT '', -- 启动, 4月, 长期坚持; '' : the item falls due once
    every      TEXT COLLATE "C" NOT NULL DEFAULT '', -- the recurrence of which the part is one period: week, month; '' : it falls due once
    party      TEXT COLLATE "C" NOT NULL,
    role       TEXT COLLATE "C" NOT NULL CHECK (role IN ('lead', 'joint')),
    state      TEXT COLLATE "C" NOT NULL CHECK (state IN ('open', 'submitted', 'accepted', 'waived')),
    round      BIGINT NOT NULL CHECK (round >= 1),
    opened     TEXT COLLATE "C" NOT NULL,
    original   TEXT COLLATE "C" NOT NULL,
    deadline   TEXT COLLATE "C" NOT NULL,
    asked      TEXT COLLATE "C" NOT NULL DEFAULT '',
    asked_ms   BIGINT NOT NULL DEFAULT 0,
    acked_ms   BIGINT NOT NULL DEFAULT 0,
    answer_ms  BIGINT NOT NULL DEFAULT 0,
    claimed_ms BIGINT NOT NULL DEFAULT 0,
    closed_ms  BIGINT NOT NULL DEFAULT 0,
    returns    BIGINT NOT NULL DEFAULT 0,
    decided    BIGINT NOT NULL DEFAULT 0, -- requests for time of this round that were decided
    version    BIGINT NOT NULL,
    claim_version BIGINT NOT NULL DEFAULT 0, -- what a verdict is about: the claim with all that was added to it,
    asked_version BIGINT NOT NULL DEFAULT 0, -- and the request for time, each by the version that it made
    instructed_version BIGINT NOT NULL DEFAULT 0, -- the newest instruction that waits for an answer
    -- how far the ladder has been climbed: what planning knows, not what happened
    stepped_to TEXT COLLATE "C" NOT NULL DEFAULT '',
    last_step  TEXT COLLATE "C" NOT NULL DEFAULT '', -- the round's newest reminder: it is not written twice when calendar or ladder change
    escalated  BIGINT NOT NULL DEFAULT 0,
    told_to    TEXT COLLATE "C" NOT NULL DEFAULT '', -- a letter that told of a change stands for the rungs up to this day
    first_to   TEXT COLLATE "C" NOT NULL DEFAULT '', -- whose mailbox the round's first letter is for; '' : none is on its way
    first_on   TEXT COLLATE "C" NOT NULL DEFAULT '', -- when it was sent; '' : not yet
    next_day   TEXT COLLATE "C",               -- NULL: nothing to ask the ladder
    UNIQUE (item, part, party, role),
    CHECK ((closed_ms > 0) = (state IN ('accepted', 'waived'))),
    CHECK (next_day IS NULL OR state = 'open')
);
CREATE INDEX assignment_due ON assignment (office, next_day) WHERE next_day IS NOT NULL; -- not the party, too: planning moves neighbours on, which would then lie apart here
CREATE INDEX assignment_party ON assignment (office, party) WHERE state = 'open';

CREATE TABLE notice (
    id          BIGINT PRIMARY KEY,
    office      BIGINT NOT NULL,
    key         TEXT COLLATE "C" NOT NULL,     -- natural: daily/业务受理部负责人/2027-04-23
    kind        TEXT COLLATE "C" NOT NULL,
    person      TEXT COLLATE "C" NOT NULL,
    token       TEXT COLLATE "C" NOT NULL,
    message_id  TEXT COLLATE "C" NOT NULL,
    reason      TEXT COLLATE "C" NOT NULL,
    state       TEXT COLLATE "C" NOT NULL CHECK (state IN ('queued', 'sending', 'sent', 'failed', 'superseded')),
    not_before  BIGINT NOT NULL,
    attempt     BIGINT NOT NULL DEFAULT 0,
    lease_until BIGINT NOT NULL DEFAULT 0,
    tries       BIGINT NOT NULL DEFAULT 0, -- attempts that count: what is about the relay, or lost with the daemon, does not
    refused     TEXT COLLATE "C" NOT NULL DEFAULT '', -- what its newest attempt was answered, addresses apart
    final       BIGINT NOT NULL DEFAULT 0, -- 1: and that was a no for good; 2: another letter has gone since, so it is believed if it is said again
    fault       TEXT COLLATE "C" NOT NULL DEFAULT '', -- and then this is the fault of its address; '' : the address is sound
    small       BIGINT NOT NULL DEFAULT 0, -- 1: too large for the relay, so it goes as text alone
    cause_mail  BIGINT,
    created_ms  BIGINT NOT NULL,
    created_on  TEXT COLLATE "C" NOT NULL,
    of_day      TEXT COLLATE "C" NOT NULL DEFAULT '', -- it was written for this day, and leaves on it or not at all; '' : it may leave at any time
    sent_ms     BIGINT NOT NULL DEFAULT 0,
    error       TEXT COLLATE "C" NOT NULL DEFAULT '',
    slip_list   BIGINT NOT NULL DEFAULT 0, -- its number as a three-coloured notice (督办单) within a checklist
    slip_no     BIGINT NOT NULL DEFAULT 0, -- 0: it is none
    UNIQUE (office, key),
    UNIQUE (office, token),
    UNIQUE (office, message_id),
    CHECK ((sent_ms > 0) = (state = 'sent'))
);
CREATE INDEX notice_due ON notice (office, not_before, id) WHERE state = 'queued';
CREATE INDEX notice_refused ON notice (office, refused) WHERE refused <> '';
CREATE INDEX notice_leased ON notice (office, lease_until) WHERE state = 'sending';
CREATE UNIQUE INDEX notice_slip ON notice (slip_list, slip_no) WHERE slip_no > 0;

CREATE TABLE letter (              -- what a letter has to say; apart, so that a change of state does not write it again
    notice BIGINT PRIMARY KEY REFERENCES notice (id),
    facts  TEXT NOT NULL           -- JSON: checklist.Letter
);

CREATE TABLE rendered (                -- a letter as it goes out, kept from the first try on; apart likewise
    notice  BIGINT PRIMARY KEY REFERENCES notice (id),
    address TEXT COLLATE "C" NOT NULL,
    sender  TEXT COLLATE "C" NOT NULL DEFAULT '', -- whom it says it is from
    raw     BYTEA NOT NULL
);

CREATE TABLE notice_line (         -- the lines of a letter as printed: an answer is about these, whatever has changed since
    notice        BIGINT NOT NULL REFERENCES notice (id),
    assignment    BIGINT NOT NULL REFERENCES assignment (id),
    checklist     BIGINT NOT NULL REFERENCES checklist (id),
    item          BIGINT NOT NULL REFERENCES item (id),
    mark          TEXT COLLATE "C" NOT NULL DEFAULT '', -- 甲: tells the lists apart where a letter shows several
    no            BIGINT NOT NULL,
    part          TEXT COLLATE "C" NOT NULL DEFAULT '',
    party         TEXT COLLATE "C" NOT NULL,
    role          TEXT COLLATE "C" NOT NULL CHECK (role IN ('lead', 'joint')),
    round         BIGINT NOT NULL,
    claim_version BIGINT NOT NULL DEFAULT 0, -- of the claim that it showed; 0: none
    asked_version BIGINT NOT NULL DEFAULT 0, -- of the request for time that it showed
    instructed_version BIGINT NOT NULL DEFAULT 0, -- of the newest instruction that waited
    heading       TEXT COLLATE "C" NOT NULL CHECK (heading IN ('owed', 'joint', 'waiting', 'asked', 'overdue', 'told')),
    step          TEXT COLLATE "C" NOT NULL,      -- '' : listed along
    PRIMARY KEY (notice, assignment)
);
CREATE INDEX notice_line_assignment ON notice_line (assignment, notice);

CREATE TABLE step (                -- every rung reached, with what came of it
    assignment BIGINT NOT NULL REFERENCES assignment (id),
    round      BIGINT NOT NULL,
    deadline   TEXT COLLATE "C" NOT NULL,
    step       TEXT COLLATE "C" NOT NULL,
    day        TEXT COLLATE "C" NOT NULL,      -- the rung's own day
    state      TEXT COLLATE "C" NOT NULL CHECK (state IN ('planned', 'skipped', 'held')),
    notice     BIGINT REFERENCES notice (id),
    reason     TEXT COLLATE "C" NOT NULL,
    at_ms      BIGINT NOT NULL,
    PRIMARY KEY (assignment, round, deadline, step),
    CHECK ((state = 'planned') = (notice IS NOT NULL))
);
CREATE INDEX step_notice ON step (notice) WHERE notice IS NOT NULL;

CREATE TABLE attempt (
    notice      BIGINT NOT NULL REFERENCES notice (id),
    n           BIGINT NOT NULL,
    started_ms  BIGINT NOT NULL,
    finished_ms BIGINT NOT NULL DEFAULT 0,
    outcome     TEXT COLLATE "C" NOT NULL DEFAULT '' CHECK (outcome IN ('', 'sent', 'retry', 'failed', 'superseded', 'lost')),
    relay       TEXT COLLATE "C" NOT NULL DEFAULT '',
    code        TEXT COLLATE "C" NOT NULL DEFAULT '',
    text        TEXT COLLATE "C" NOT NULL DEFAULT '',
    repeat      BIGINT NOT NULL DEFAULT 0, -- 1: the try before may have been delivered
    PRIMARY KEY (notice, n)
);

CREATE TABLE mail (
    id          BIGINT PRIMARY KEY,
    office      BIGINT NOT NULL,
    sha256      TEXT COLLATE "C" NOT NULL,
    size        BIGINT NOT NULL,
    source      TEXT COLLATE "C" NOT NULL,
    position    TEXT COLLATE "C" NOT NULL,     -- where in the source: unique, so that reading twice changes nothing
    envelope    TEXT COLLATE "C" NOT NULL DEFAULT '',
    received_ms BIGINT NOT NULL,
    message_id  TEXT COLLATE "C" NOT NULL DEFAULT '',
    sender      TEXT COLLATE "C" NOT NULL DEFAULT '',
    person      TEXT COLLATE "C" NOT NULL DEFAULT '',
    subject     TEXT COLLATE "C" NOT NULL DEFAULT '',
    state       TEXT COLLATE "C" NOT NULL CHECK (state IN ('received', 'filed', 'asked', 'noted', 'dropped', 'quarantined', 'discarded')),
    kind        TEXT COLLATE "C" NOT NULL DEFAULT '',
    reason      TEXT COLLATE "C" NOT NULL DEFAULT '',
    answers     BIGINT,           -- the notice that it answers
    judged_ms   BIGINT NOT NULL DEFAULT 0,
    text        TEXT COLLATE "C" NOT NULL DEFAULT '',
    quoted      TEXT COLLATE "C" NOT NULL DEFAULT '',
    origin      TEXT NOT NULL DEFAULT '',    -- the peer and the envelope that it came by, as far as the sender could not write them himself
    missed      INTEGER NOT NULL DEFAULT 0,  -- tokens that it named and no letter bears
    answered    INTEGER NOT NULL DEFAULT 0,  -- letters that its sender got because of it
    raw         BYTEA,              -- NULL: a file named by its hash, beside the database
    UNIQUE (office, sha256),
    CHECK ((judged_ms = 0) = (state = 'received'))
);
CREATE UNIQUE INDEX mail_position ON mail (office, source, position) WHERE position <> '';
CREATE INDEX mail_waiting ON mail (office, state) WHERE state IN ('received', 'asked', 'quarantined');
CREATE INDEX mail_message_id ON mail (office, message_id);
CREATE INDEX mail_sender ON mail (office, sender, received_ms);
CREATE INDEX mail_missed ON mail (office, origin, received_ms) WHERE missed > 0;
CREATE INDEX mail_answers ON mail (answers, received_ms) WHERE answers IS NOT NULL;

CREATE TABLE proof (               -- what the receiving server found out about a sender, on the day it came
    mail  BIGINT PRIMARY KEY REFERENCES mail (id),
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('proven', 'forged', 'unproven')),
    why   TEXT COLLATE "C" NOT NULL
);

-- Words in somebody's name that nobody proved: they wait, as their mail does (asked), until
-- he has said whether they are his. Filed they were confirmed; else nothing came of them.
CREATE TABLE confirmation (
    mail   BIGINT PRIMARY KEY REFERENCES mail (id),
    person TEXT NOT NULL,
    words  TEXT NOT NULL,          -- JSON: checklist.InYourName
    until  TEXT NOT NULL           -- the last day on which he can say so
);

CREATE TABLE evidence (            -- what a mail says of an assignment
    mail       BIGINT NOT NULL REFERENCES mail (id),
    assignment BIGINT NOT NULL REFERENCES assignment (id),
    round      BIGINT NOT NULL,
    verb       TEXT COLLATE "C" NOT NULL,
    text       TEXT COLLATE "C" NOT NULL,
    at_ms      BIGINT NOT NULL,
    seq        BIGINT NOT NULL,  -- how far the history had come when it was filed
    PRIMARY KEY (mail, assignment, verb)
);
CREATE INDEX evidence_assignment ON evidence (assignment, at_ms);

CREATE TABLE attachment (          -- an index into the raw mail, which is the evidence
    mail   BIGINT NOT NULL REFERENCES mail (id),
    n      BIGINT NOT NULL,
    name   TEXT COLLATE "C" NOT NULL,
    type   TEXT COLLATE "C" NOT NULL,
    size   BIGINT NOT NULL,
    sha256 TEXT COLLATE "C" NOT NULL,
    note   TEXT COLLATE "C" NOT NULL DEFAULT '',
    PRIMARY KEY (mail, n)
);

CREATE TABLE event (
    office     BIGINT NOT NULL,
    seq        BIGINT NOT NULL,
    at         BIGINT NOT NULL,
    "on"       TEXT COLLATE "C" NOT NULL,
    kind       TEXT COLLATE "C" NOT NULL,
    assignment BIGINT NOT NULL DEFAULT 0,
    actor      TEXT COLLATE "C" NOT NULL,
    reason     TEXT COLLATE "C" NOT NULL DEFAULT '',
    mail       BIGINT NOT NULL DEFAULT 0,
    notice     BIGINT NOT NULL DEFAULT 0,
    party      TEXT COLLATE "C" NOT NULL DEFAULT '',
    role       TEXT COLLATE "C" NOT NULL DEFAULT '',
    day        TEXT COLLATE "C" NOT NULL DEFAULT '',
    start      TEXT COLLATE "C" NOT NULL DEFAULT '',
    text       TEXT COLLATE "C" NOT NULL DEFAULT '',
    every      TEXT COLLATE "C" NOT NULL DEFAULT '',
    received   BIGINT NOT NULL DEFAULT 0, -- when the mail that says it came in; 0: it was said at "at"
    hash       TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (office, seq)
);
CREATE INDEX event_assignment ON event (assignment, seq) WHERE assignment > 0;
CREATE INDEX event_instruction ON event (office, seq) WHERE kind = 'instructed';
CREATE INDEX event_mail ON event (mail) WHERE mail > 0;
CREATE INDEX event_failed ON event (office, at) WHERE kind = 'failed';

-- +goose StatementBegin
CREATE FUNCTION history_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'history is append-only'; END $$;
-- +goose StatementEnd
CREATE TRIGGER event_is_never_changed BEFORE UPDATE OR DELETE ON event
    FOR EACH STATEMENT EXECUTE FUNCTION history_is_append_only();

CREATE TABLE address (             -- what is known of an address beyond the directory
    office    BIGINT NOT NULL,
    address   TEXT COLLATE "C" NOT NULL,
    fault     TEXT COLLATE "C" NOT NULL,       -- 550 5.1.1 用户不存在; '' : works again
    since_ms  BIGINT NOT NULL,
    mail      BIGINT,
    person    TEXT COLLATE "C" NOT NULL DEFAULT '',
    tried_ms  BIGINT NOT NULL DEFAULT 0, -- when a letter last went there: one a week does, to see whether it works again
    taken_ms  BIGINT NOT NULL DEFAULT 0, -- when the relay took one that has not come back; 0: none since it failed
    PRIMARY KEY (office, address)
);

CREATE TABLE note (                -- information on a person: an out-of-office text
    id     BIGINT PRIMARY KEY,
    office BIGINT NOT NULL,
    person TEXT COLLATE "C" NOT NULL,
    text   TEXT COLLATE "C" NOT NULL,
    mail   BIGINT NOT NULL REFERENCES mail (id),
    at_ms  BIGINT NOT NULL,
    away_from  TEXT COLLATE "C" NOT NULL DEFAULT '', -- the days that it states; '' where it states none
    away_until TEXT COLLATE "C" NOT NULL DEFAULT ''
);
CREATE INDEX note_person ON note (office, person, at_ms);

CREATE TABLE absence (             -- who is away between two days, and who stands in (代办)
    id         BIGINT PRIMARY KEY,
    office     BIGINT NOT NULL,
    person     TEXT COLLATE "C" NOT NULL,
    substitute TEXT COLLATE "C" NOT NULL,      -- '' : nobody
    first      TEXT COLLATE "C" NOT NULL,
    last       TEXT COLLATE "C" NOT NULL,
    reason     TEXT COLLATE "C" NOT NULL,
    added_ms   BIGINT NOT NULL,
    ended_ms   BIGINT NOT NULL DEFAULT 0, -- back before the last day
    CHECK (first <= last AND person <> substitute)
);
CREATE INDEX absence_last ON absence (office, last) WHERE ended_ms = 0;

-- When each way in was last known to work, and how far a folder of a mailbox was
-- read (RFC 9051, section 2.3.1.1): the UIDs up to uid, in the numbering that
-- validity names. A way in without UIDs has 0.
CREATE TABLE source (
    office   BIGINT NOT NULL,
    name     TEXT COLLATE "C" NOT NULL,
    ok_ms    BIGINT NOT NULL DEFAULT 0,
    fault    TEXT COLLATE "C" NOT NULL DEFAULT '',
    fault_ms BIGINT NOT NULL DEFAULT 0,
    validity BIGINT NOT NULL DEFAULT 0,
    uid      BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (office, name)
);

CREATE TABLE outage (              -- times in which a way in did not work, and that are over
    office   BIGINT NOT NULL,
    name     TEXT COLLATE "C" NOT NULL,
    since_ms BIGINT NOT NULL,         -- its last success before, or where there was none its first failure
    until_ms BIGINT NOT NULL,         -- the next one
    cause    TEXT COLLATE "C" NOT NULL,         -- Chinese; '': nobody read it
    PRIMARY KEY (office, name, since_ms)
);

CREATE TABLE planned_day (         -- days that were planned
    office  BIGINT NOT NULL,
    day     TEXT COLLATE "C" NOT NULL,
    at_ms   BIGINT NOT NULL,
    reports BIGINT NOT NULL DEFAULT 0, -- 1: to the end, with digests and overviews
    opens_ms  BIGINT NOT NULL DEFAULT 0, -- the hours of letters as they were on that day: the office may change them
    closes_ms BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (office, day)
);

CREATE TABLE backup (              -- when an office was last written into a whole backup
    office BIGINT PRIMARY KEY,
    at_ms  BIGINT NOT NULL
);

CREATE TABLE release (             -- days whose letters the clerk let go although they are many
    office BIGINT NOT NULL,
    day    TEXT COLLATE "C" NOT NULL,
    at_ms  BIGINT NOT NULL,
    PRIMARY KEY (office, day)
);

CREATE TABLE trouble (             -- why letters or mails do not move, as the daemon last saw it
    office   BIGINT NOT NULL,
    matter   TEXT COLLATE "C" NOT NULL, -- queue, mail, round, certificate/…, alarm/…
    since_ms BIGINT NOT NULL,
    count    BIGINT NOT NULL DEFAULT 0,
    cause    TEXT COLLATE "C" NOT NULL, -- Chinese, without addresses or anybody's words
    told_ms  BIGINT NOT NULL DEFAULT 0, -- when an alarm last went through; 0: none has
    PRIMARY KEY (office, matter)
);

CREATE TABLE pause (               -- an office whose letters are held back
    office   BIGINT PRIMARY KEY,
    since_ms BIGINT NOT NULL,
    why      TEXT COLLATE "C" NOT NULL
);

CREATE TABLE hold (                -- an office whose relay takes no letters, as it answered; no row: it takes them
    office   BIGINT PRIMARY KEY,
    since_ms BIGINT NOT NULL,
    last_ms  BIGINT NOT NULL,   -- when it refused last
    until_ms BIGINT NOT NULL,   -- then one letter is tried
    cause    TEXT COLLATE "C" NOT NULL,   -- login, sender, pace, quota, ...
    why      TEXT COLLATE "C" NOT NULL,   -- the relay's words
    refusals BIGINT NOT NULL    -- one after the other
);

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
DROP FUNCTION history_is_append_only();
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
