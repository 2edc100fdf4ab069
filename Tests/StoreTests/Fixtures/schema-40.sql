CREATE TABLE access_log (
    book INTEGER NOT NULL REFERENCES book, id INTEGER NOT NULL, at INTEGER NOT NULL,
    person TEXT NOT NULL, what TEXT NOT NULL, subject TEXT NOT NULL,
    PRIMARY KEY (book, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE address_fault (
    book INTEGER NOT NULL, debtor INTEGER NOT NULL, way TEXT NOT NULL,
    address TEXT NOT NULL, day INTEGER NOT NULL, why TEXT NOT NULL,
    PRIMARY KEY (book, debtor, way, address)
) STRICT, WITHOUT ROWID;
CREATE TABLE bank_account (
    book INTEGER NOT NULL, account TEXT NOT NULL, through INTEGER NOT NULL,
    PRIMARY KEY (book, account)
) STRICT, WITHOUT ROWID;
CREATE TABLE book (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, organisation_number TEXT NOT NULL,
    street TEXT NOT NULL, postcode TEXT NOT NULL, city TEXT NOT NULL,
    email TEXT NOT NULL, phone TEXT NOT NULL, account TEXT NOT NULL,
    plan TEXT NOT NULL, language TEXT NOT NULL
, match_threshold INTEGER NOT NULL DEFAULT 980, daily_limit INTEGER NOT NULL DEFAULT 1000, contact_limit INTEGER NOT NULL DEFAULT 3, second_approval INTEGER NOT NULL DEFAULT 0, tone TEXT, tone_history INTEGER NOT NULL DEFAULT 1, colour TEXT, logo BLOB, backlog_days INTEGER NOT NULL DEFAULT 90, moved_to TEXT) STRICT;
CREATE TABLE book_member (
    book INTEGER NOT NULL REFERENCES book, id INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('person', 'firm')), member TEXT NOT NULL,
    role TEXT CHECK (role IN ('viewer', 'adviser', 'bookkeeper', 'approver', 'owner')),
    at INTEGER NOT NULL, actor TEXT NOT NULL,
    PRIMARY KEY (book, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE branch_tone (
    book INTEGER NOT NULL REFERENCES book, branch TEXT NOT NULL, tone TEXT NOT NULL,
    PRIMARY KEY (book, branch)
) STRICT, WITHOUT ROWID;
CREATE TABLE choice (
    book INTEGER NOT NULL REFERENCES book, id INTEGER NOT NULL, name TEXT NOT NULL,
    value TEXT NOT NULL, at INTEGER NOT NULL, actor TEXT NOT NULL,
    PRIMARY KEY (book, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE claim (
    book INTEGER NOT NULL, id INTEGER NOT NULL, debtor INTEGER NOT NULL,
    invoice TEXT NOT NULL, kid TEXT NOT NULL, kid_key TEXT NOT NULL,
    issued INTEGER NOT NULL, due INTEGER NOT NULL,
    principal INTEGER NOT NULL CHECK (principal > 0),
    concerns TEXT NOT NULL, documented INTEGER NOT NULL,
    -- The day the list that told of the claim speaks of: payments through it are in the list.
    listed_through INTEGER,
    -- The first day on which a decision can say something new; NULL when only a fact can.
    next_day INTEGER, came INTEGER, salt BLOB, seal BLOB,
    PRIMARY KEY (book, id),
    FOREIGN KEY (book, debtor) REFERENCES debtor (book, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE counter (
    book INTEGER NOT NULL REFERENCES book, name TEXT NOT NULL, value INTEGER NOT NULL,
    PRIMARY KEY (book, name)
) STRICT, WITHOUT ROWID;
CREATE TABLE debtor (
    book INTEGER NOT NULL REFERENCES book, id INTEGER NOT NULL, number TEXT NOT NULL,
    name TEXT NOT NULL, organisation_number TEXT, kind TEXT NOT NULL,
    street TEXT NOT NULL, postcode TEXT NOT NULL, city TEXT NOT NULL,
    country TEXT NOT NULL, email TEXT NOT NULL, phone TEXT NOT NULL,
    language TEXT, tone TEXT, plan TEXT, exempt TEXT,
    ledger_found INTEGER, ledger_expected INTEGER, way TEXT CHECK (way IN ('email', 'print', 'ehf')), email_used INTEGER, branch TEXT NOT NULL DEFAULT '', restricted INTEGER,
    PRIMARY KEY (book, id), UNIQUE (book, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE debtor_account (
    book INTEGER NOT NULL, account TEXT NOT NULL, debtor INTEGER NOT NULL,
    PRIMARY KEY (book, account, debtor)
) STRICT, WITHOUT ROWID;
CREATE TABLE debtor_identity (
    book INTEGER NOT NULL, debtor INTEGER NOT NULL, sealed BLOB NOT NULL,
    at INTEGER NOT NULL, actor TEXT NOT NULL, why TEXT NOT NULL,
    PRIMARY KEY (book, debtor),
    FOREIGN KEY (book, debtor) REFERENCES debtor (book, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE fact (
    book INTEGER NOT NULL, claim INTEGER NOT NULL, id INTEGER NOT NULL,
    day INTEGER NOT NULL, kind INTEGER NOT NULL,
    amount INTEGER, ref INTEGER, other INTEGER, step INTEGER, text TEXT,
    at INTEGER NOT NULL, salt BLOB, seal BLOB,
    PRIMARY KEY (book, claim, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE firm (
    -- Its organisation number.
    name TEXT NOT NULL PRIMARY KEY, full_name TEXT NOT NULL,
    at INTEGER NOT NULL, actor TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE firm_member (
    firm TEXT NOT NULL REFERENCES firm, id INTEGER NOT NULL,
    person TEXT NOT NULL REFERENCES person,
    role TEXT CHECK (role IN ('viewer', 'adviser', 'bookkeeper', 'approver', 'owner')),
    at INTEGER NOT NULL, actor TEXT NOT NULL,
    PRIMARY KEY (firm, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE freed (
    book INTEGER NOT NULL, payment INTEGER NOT NULL, debtor INTEGER NOT NULL,
    at INTEGER NOT NULL, actor TEXT NOT NULL, why TEXT NOT NULL,
    PRIMARY KEY (book, payment, debtor)
) STRICT, WITHOUT ROWID;
CREATE TABLE gap_known (
    book INTEGER NOT NULL, account TEXT NOT NULL, after INTEGER NOT NULL,
    amount INTEGER NOT NULL, at INTEGER NOT NULL, actor TEXT NOT NULL, why TEXT NOT NULL,
    PRIMARY KEY (book, account, after, amount)
) STRICT, WITHOUT ROWID;
CREATE TABLE import (
    book INTEGER NOT NULL, id INTEGER NOT NULL, hash BLOB NOT NULL, name TEXT NOT NULL,
    format TEXT NOT NULL, version TEXT NOT NULL, identity TEXT NOT NULL,
    at INTEGER NOT NULL, summary TEXT NOT NULL,
    PRIMARY KEY (book, id), UNIQUE (book, hash)
) STRICT, WITHOUT ROWID;
CREATE TABLE import_day (
    book INTEGER NOT NULL, import INTEGER NOT NULL, account TEXT NOT NULL,
    day INTEGER NOT NULL, entries INTEGER NOT NULL, told INTEGER NOT NULL,
    added INTEGER NOT NULL, known INTEGER NOT NULL, own INTEGER NOT NULL,
    PRIMARY KEY (book, import, account, day)
) STRICT, WITHOUT ROWID;
CREATE TABLE job (
    book INTEGER NOT NULL REFERENCES book,
    kind TEXT NOT NULL CHECK (kind IN ('nightly', 'send', 'hand')),
    -- What makes it the same job: the day's number, or the instant letters may leave.
    run INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN
        ('waiting', 'running', 'done', 'failed', 'superseded')),
    -- Not before this instant, by Purr's clock.
    due_at INTEGER NOT NULL,
    -- Who has it, until when by the database's clock, and the how-manieth to have had it.
    worker TEXT NOT NULL DEFAULT '', lease_until INTEGER NOT NULL DEFAULT 0,
    token INTEGER NOT NULL DEFAULT 0,
    -- How often it went wrong or its worker died, and the last fault's code.
    attempts INTEGER NOT NULL DEFAULT 0, error TEXT,
    summary TEXT NOT NULL DEFAULT '',
    created_at INTEGER NOT NULL, finished_at INTEGER,
    PRIMARY KEY (book, kind, run)
) STRICT, WITHOUT ROWID;
CREATE TABLE journal (
    book INTEGER NOT NULL, id INTEGER NOT NULL, at INTEGER NOT NULL, actor TEXT NOT NULL,
    kind TEXT NOT NULL, detail TEXT NOT NULL, version INTEGER NOT NULL DEFAULT 1, previous BLOB, hash BLOB,
    PRIMARY KEY (book, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE journal_run (
    book INTEGER NOT NULL, kind INTEGER NOT NULL, first_row INTEGER NOT NULL,
    entry INTEGER NOT NULL, last_row INTEGER NOT NULL, row_count INTEGER NOT NULL,
    digest BLOB NOT NULL, salt BLOB, marks BLOB NOT NULL,
    PRIMARY KEY (book, kind, first_row, entry)
) STRICT;
CREATE TABLE law_rate (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, from_day INTEGER NOT NULL, to_day INTEGER,
    -- Hundredths of a percent for late interest, øre for the others.
    value INTEGER NOT NULL CHECK (value > 0), source TEXT NOT NULL,
    at INTEGER NOT NULL, actor TEXT NOT NULL
) STRICT;
CREATE TABLE law_regime (
    -- The first day of the collection act of 2026; NULL takes an earlier row back.
    id INTEGER PRIMARY KEY, start INTEGER, source TEXT NOT NULL,
    at INTEGER NOT NULL, actor TEXT NOT NULL
) STRICT;
CREATE TABLE logo (
    book INTEGER NOT NULL REFERENCES book,
    -- SHA-256 of the file.
    hash BLOB NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('png', 'svg')),
    bytes BLOB NOT NULL,
    -- The picture mail shows, a PNG, as it was made the first time.
    mail BLOB NOT NULL,
    at INTEGER NOT NULL, actor TEXT NOT NULL,
    PRIMARY KEY (book, hash)
) STRICT;
CREATE TABLE mail (
    book INTEGER NOT NULL REFERENCES book, id INTEGER NOT NULL,
    -- Of the message's identity and all that was read of it: the same mail has the same, whichever folder
    -- it comes from.
    hash BLOB NOT NULL,
    -- Of the bytes as they lay in the file.
    raw_hash BLOB NOT NULL,
    message_id TEXT NOT NULL, at INTEGER NOT NULL, sent_at INTEGER,
    sender TEXT NOT NULL, sender_name TEXT NOT NULL, subject TEXT NOT NULL,
    -- The sender's own words; NULL when they have been erased.
    text TEXT,
    kind TEXT NOT NULL CHECK (kind IN ('reply', 'bounce', 'delayed', 'auto-reply')),
    status TEXT NOT NULL, notice INTEGER, unclear INTEGER NOT NULL,
    found_by TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'done')),
    outcome TEXT, done_at INTEGER, done_by TEXT,
    PRIMARY KEY (book, id), UNIQUE (book, hash)
) STRICT;
CREATE TABLE mail_attachment (
    book INTEGER NOT NULL, mail INTEGER NOT NULL, id INTEGER NOT NULL,
    name TEXT NOT NULL, type TEXT NOT NULL, bytes INTEGER NOT NULL, hash TEXT NOT NULL,
    PRIMARY KEY (book, mail, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE mail_claim (
    book INTEGER NOT NULL, mail INTEGER NOT NULL, claim INTEGER NOT NULL,
    PRIMARY KEY (book, mail, claim)
) STRICT, WITHOUT ROWID;
CREATE TABLE mail_debtor (
    book INTEGER NOT NULL, mail INTEGER NOT NULL, debtor INTEGER NOT NULL,
    PRIMARY KEY (book, mail, debtor)
) STRICT, WITHOUT ROWID;
CREATE TABLE mail_finding (
    book INTEGER NOT NULL, mail INTEGER NOT NULL, id INTEGER NOT NULL,
    kind TEXT NOT NULL, words TEXT NOT NULL,
    PRIMARY KEY (book, mail, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE mandate (
    book INTEGER NOT NULL, kid_key TEXT NOT NULL, at INTEGER NOT NULL,
    PRIMARY KEY (book, kid_key)
) STRICT, WITHOUT ROWID;
CREATE TABLE "notice" (
    book INTEGER NOT NULL, id INTEGER NOT NULL, debtor INTEGER NOT NULL,
    step INTEGER NOT NULL, letter_day INTEGER NOT NULL, deadline INTEGER,
    fee INTEGER NOT NULL, total INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('planned', 'approved', 'waiting', 'sending',
        'sent', 'delivered', 'bounced', 'returned', 'recalled', 'failed', 'uncertain')),
    approved_at INTEGER NOT NULL, approved_by TEXT NOT NULL, second_by TEXT,
    -- The end of the undo window.
    leaves_at INTEGER NOT NULL,
    state_at INTEGER NOT NULL, channel TEXT,
    way TEXT CHECK (way IN ('email', 'print', 'ehf')),
    receipt TEXT, attempts INTEGER NOT NULL,
    request BLOB NOT NULL, hash BLOB, salt BLOB, seal BLOB,
    PRIMARY KEY (book, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE notice_claim (
    book INTEGER NOT NULL, claim INTEGER NOT NULL, step INTEGER NOT NULL,
    round INTEGER NOT NULL, notice INTEGER NOT NULL,
    -- At most one letter for a claim, step and round: the second insert fails.
    PRIMARY KEY (book, claim, step, round)
) STRICT, WITHOUT ROWID;
CREATE TABLE notice_log (
    book INTEGER NOT NULL, notice INTEGER NOT NULL, id INTEGER NOT NULL,
    state TEXT NOT NULL, at INTEGER NOT NULL, channel TEXT, way TEXT, receipt TEXT,
    PRIMARY KEY (book, notice, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE notice_part (
    book INTEGER NOT NULL, notice INTEGER NOT NULL, name TEXT NOT NULL, bytes BLOB NOT NULL, id INTEGER NOT NULL DEFAULT 0, salt BLOB, seal BLOB,
    PRIMARY KEY (book, notice, name)
) STRICT;
CREATE TABLE payment (
    book INTEGER NOT NULL, id INTEGER NOT NULL, import INTEGER NOT NULL,
    -- Identity: the KID's number or a hash of who paid what, and the how-manieth alike.
    alike INTEGER NOT NULL, ordinal INTEGER NOT NULL,
    -- The kind of file, and a hash of all that tells payments of that kind apart.
    family INTEGER NOT NULL, exact INTEGER NOT NULL,
    kind INTEGER NOT NULL, account TEXT NOT NULL, booked INTEGER NOT NULL,
    ordered INTEGER, amount INTEGER NOT NULL, currency TEXT NOT NULL, kid TEXT NOT NULL,
    text TEXT NOT NULL, payer_name TEXT NOT NULL, payer_account TEXT NOT NULL,
    reference TEXT NOT NULL, debtor INTEGER,
    -- What is not placed on a claim, in øre; 0 when all is.
    rest INTEGER NOT NULL,
    -- Why the rest need not be placed: 'listed' already in the open-item list, 'explained'
    -- a lump sum whose parts came, 'other' by a person.
    settled TEXT, named TEXT NOT NULL DEFAULT '', charges INTEGER NOT NULL DEFAULT 0, by_hand INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (book, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE person (
    name TEXT NOT NULL PRIMARY KEY, full_name TEXT NOT NULL,
    at INTEGER NOT NULL, actor TEXT NOT NULL,
    -- NULL while they are here.
    removed_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE TABLE schema_migration (
    number INTEGER PRIMARY KEY, name TEXT NOT NULL
) STRICT;
CREATE TABLE sighting (
    book INTEGER NOT NULL, family INTEGER NOT NULL, exact INTEGER NOT NULL,
    ordinal INTEGER NOT NULL, payment INTEGER NOT NULL,
    PRIMARY KEY (book, family, exact, ordinal)
) STRICT, WITHOUT ROWID;
CREATE TABLE sign_in_attempt (
    -- A keyed hash of a name or an address.
    hash BLOB NOT NULL PRIMARY KEY, failures INTEGER NOT NULL CHECK (failures >= 0),
    last_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE sign_in_key (
    -- One row: the key of those hashes.
    one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1), bytes BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE sign_in_link (
    hash BLOB NOT NULL PRIMARY KEY,
    -- 'code' stands between the password and the code.
    kind TEXT NOT NULL CHECK (kind IN ('invitation', 'password', 'first', 'code')),
    person TEXT REFERENCES person, at INTEGER NOT NULL, actor TEXT NOT NULL,
    expires_at INTEGER NOT NULL, used_at INTEGER,
    -- Only the first link of a store is nobody's yet.
    CHECK ((person IS NULL) = (kind = 'first'))
) STRICT, WITHOUT ROWID;
CREATE TABLE sign_in_log (
    id INTEGER PRIMARY KEY, at INTEGER NOT NULL, person TEXT NOT NULL,
    event TEXT NOT NULL CHECK (event IN
        ('in', 'failed', 'out', 'locked', 'password', 'totp', 'token', 'link')),
    detail TEXT NOT NULL
) STRICT;
CREATE TABLE sign_in_password (
    person TEXT NOT NULL PRIMARY KEY REFERENCES person,
    -- Argon2id with its salt and cost, as libsodium writes it.
    hash TEXT NOT NULL, at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE sign_in_recovery (
    person TEXT NOT NULL REFERENCES person, hash BLOB NOT NULL, used_at INTEGER,
    PRIMARY KEY (person, hash)
) STRICT, WITHOUT ROWID;
CREATE TABLE sign_in_session (
    id INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE,
    person TEXT NOT NULL REFERENCES person, at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL, agent TEXT NOT NULL
) STRICT;
CREATE TABLE sign_in_token (
    id INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE, name TEXT NOT NULL,
    person TEXT NOT NULL REFERENCES person,
    -- NULL for every book of the person's. Not called book: it goes nowhere with one.
    only_book INTEGER REFERENCES book,
    -- Permissions with spaces between.
    scopes TEXT NOT NULL, at INTEGER NOT NULL, used_at INTEGER, expires_at INTEGER,
    revoked_at INTEGER
) STRICT;
CREATE TABLE sign_in_totp (
    person TEXT NOT NULL PRIMARY KEY REFERENCES person,
    secret BLOB NOT NULL, sealed INTEGER NOT NULL CHECK (sealed IN (0, 1)),
    -- NULL until a code has shown that the person has it.
    confirmed_at INTEGER,
    -- The newest step whose code was taken: no code is taken twice.
    last_step INTEGER NOT NULL, at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE statement (
    book INTEGER NOT NULL, id INTEGER NOT NULL, import INTEGER NOT NULL,
    account TEXT NOT NULL, currency TEXT NOT NULL, from_day INTEGER,
    through INTEGER NOT NULL, opening INTEGER, closing INTEGER, identity TEXT NOT NULL,
    PRIMARY KEY (book, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE suspicion (
    book INTEGER NOT NULL, payment INTEGER NOT NULL, debtor INTEGER NOT NULL,
    score INTEGER NOT NULL, PRIMARY KEY (book, payment, debtor)
) STRICT, WITHOUT ROWID;
CREATE TABLE words (
    book INTEGER NOT NULL REFERENCES book, id INTEGER NOT NULL, kind TEXT NOT NULL,
    tone TEXT NOT NULL, language TEXT NOT NULL, audience TEXT NOT NULL,
    -- NULL goes back to the words that come with Purr.
    text TEXT, at INTEGER NOT NULL, actor TEXT NOT NULL,
    PRIMARY KEY (book, id)
) STRICT, WITHOUT ROWID;
INSERT INTO bank_account VALUES (1, '99991042764', 20684);
INSERT INTO bank_account VALUES (2, '99991042764', 20684);
INSERT INTO book VALUES (1, 'Fjordvik Rør AS', '310123455', 'Fjordgata 12', '3201', 'Sandefjord', 'faktura@fjordvikror.example', '33000000', '99991042764', 'anbefalt', 'nb', 980, 1000, 3, 0, NULL, 1, NULL, NULL, 90, NULL);
INSERT INTO book VALUES (2, 'Fjordvik Rør AS', '310123455', 'Fjordgata 12', '3201', 'Sandefjord', 'faktura@fjordvikror.example', '33000000', '99991042764', 'anbefalt', 'nb', 980, 1000, 3, 0, NULL, 1, NULL, NULL, 90, NULL);
INSERT INTO claim VALUES (1, 1, 1, '1001', '10017', '10017', 20668, 20682, 480000, 'rørleggerarbeid', 1, 20680, 20690, NULL, X'D69A8BCF259138E68D6FE3E975AE4477', X'0B8AFA368F5CA6851A33E59D5DF811497B471DABA66A6155AA924A7DA18E6A88');
INSERT INTO claim VALUES (1, 2, 1, '1002', '', '', 20668, 20682, 120000, 'befaring', 1, 20680, NULL, NULL, X'3F3C2028FD1D97FBF82B931410D52BDB', X'989AED05D436DD601F26F019BD251FEEA5B439B6BE6AF356E9BAA16E8BA6A2C8');
INSERT INTO claim VALUES (2, 1, 1, '1001', '10017', '10017', 20668, 20682, 480000, 'rørleggerarbeid', 1, 20680, 20690, NULL, X'87D2E08C0D66FD3F1A8C0196328A3E2F', X'5F5483917AC9C8A58ED774F0CA10C6E5984A11E98324763133D2109D3BEC85DC');
INSERT INTO claim VALUES (2, 2, 1, '1002', '', '', 20668, 20682, 120000, 'befaring', 1, 20680, NULL, NULL, X'BEAF58E4A1BEF3B32B44BCEE1065665D', X'DB5A605BE2A84AF03F04348FC692E2451E2E47A1C0ECFD9CB8BE11E22AB0D028');
INSERT INTO counter VALUES (1, 'claim', 2);
INSERT INTO counter VALUES (1, 'debtor', 1);
INSERT INTO counter VALUES (1, 'fact', 2);
INSERT INTO counter VALUES (1, 'import', 1);
INSERT INTO counter VALUES (1, 'journal', 3);
INSERT INTO counter VALUES (1, 'notice', 2);
INSERT INTO counter VALUES (1, 'payment', 1);
INSERT INTO counter VALUES (2, 'claim', 2);
INSERT INTO counter VALUES (2, 'debtor', 1);
INSERT INTO counter VALUES (2, 'fact', 2);
INSERT INTO counter VALUES (2, 'import', 1);
INSERT INTO counter VALUES (2, 'journal', 3);
INSERT INTO counter VALUES (2, 'notice', 2);
INSERT INTO counter VALUES (2, 'payment', 1);
INSERT INTO debtor VALUES (1, 1, '10001', 'Ola Hansen', NULL, 'consumer', 'Storgata 1', '0155', 'Oslo', 'NO', 'ola@hansen.example', '', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '', NULL);
INSERT INTO debtor VALUES (2, 1, '10001', 'Ola Hansen', NULL, 'consumer', 'Storgata 1', '0155', 'Oslo', 'NO', 'ola@hansen.example', '', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '', NULL);
INSERT INTO fact VALUES (1, 1, 1, 20684, 2, 100000, 1, NULL, NULL, NULL, 1787000000, NULL, NULL);
INSERT INTO fact VALUES (1, 2, 2, 20685, 7, NULL, NULL, NULL, NULL, 'æøå', 1787000001, X'B21A61F870BCEF852CAE6AAD46C73783', X'9C2D4AEEE77DA3C15A2D0F43897415BCA38963C4EC12FCB68E401CCC7398184F');
INSERT INTO fact VALUES (2, 1, 1, 20684, 2, 100000, 1, NULL, NULL, NULL, 1787000000, NULL, NULL);
INSERT INTO fact VALUES (2, 2, 2, 20685, 7, NULL, NULL, NULL, NULL, 'æøå', 1787000001, X'5F1DAC876DDA9857696A116D0DCD80B3', X'F996680B5C8E17DB823231EC5C2A37070881769F1B1DFB7D513B3CAB1CF89A39');
INSERT INTO import VALUES (1, 1, X'0102', 'ocr.txt', 'ocr', '', 'T1', 1787000000, '{}');
INSERT INTO import VALUES (2, 1, X'0102', 'ocr.txt', 'ocr', '', 'T1', 1787000000, '{}');
INSERT INTO journal VALUES (1, 1, 1787000000, 'Kari', 'import', 'ocr.txt', 1, X'0000000000000000000000000000000000000000000000000000000000000000', X'8DD865B27E877C6873D24CD65B9EA3EBE05C37CD5570B22CF434260F4D4B6944');
INSERT INTO journal VALUES (1, 2, 1787000002, 'Kari', 'approve', 'P-1, P-2', 1, X'8DD865B27E877C6873D24CD65B9EA3EBE05C37CD5570B22CF434260F4D4B6944', X'6E9AEDEBEDE88B64955969DE340027CF547168939A3EA75B9EECAFFFB696B340');
INSERT INTO journal VALUES (1, 3, 1796103237, 'purr', 'chained', 'what was here before: entries 1 to 2 and their rows', 1, X'6E9AEDEBEDE88B64955969DE340027CF547168939A3EA75B9EECAFFFB696B340', X'2A7B524EB6DBB48E8EEAD2A8CF6B95631BA68F0E2A19828A44A7EB1D79D0D658');
INSERT INTO journal VALUES (2, 1, 1787000000, 'Kari', 'import', 'ocr.txt', 1, X'0000000000000000000000000000000000000000000000000000000000000000', X'A17974793E62B297CC658B2F0A92B47135168F720D11F92EBA2BD07CD8DAF310');
INSERT INTO journal VALUES (2, 2, 1787000002, 'Kari', 'approve', 'P-1, P-2', 1, X'A17974793E62B297CC658B2F0A92B47135168F720D11F92EBA2BD07CD8DAF310', X'1C7779E0A8527F990A83C9A736D50F212B196D2A584C53A3909EF73BC7E90DFA');
INSERT INTO journal VALUES (2, 3, 1796103237, 'purr', 'chained', 'what was here before: entries 1 to 2 and their rows', 1, X'1C7779E0A8527F990A83C9A736D50F212B196D2A584C53A3909EF73BC7E90DFA', X'06176EC033AD3AF0DA4CF7EB14A68127DAE58C2410BFE895032BC2E847750955');
INSERT INTO journal_run VALUES (1, 1, 1, 3, 2, 2, X'44F348BFC9142A9CCBA88BB23F27E6BF2758A6ED4504E91BD3843258046E7AD5', NULL, X'02020E5BCCD90202722E1005');
INSERT INTO journal_run VALUES (1, 2, 1, 3, 2, 2, X'FC485EC70BC3EB97C1D40323913DE666A21ED3465DD2EA0F8687203B743C73E4', NULL, X'0200D796D3E80200304A90AA');
INSERT INTO journal_run VALUES (1, 3, 1, 3, 1, 1, X'CA57D68E3FD56C5E8DB65DF7A348971D1962E8B389D96762CC977D7D2A4BDF96', NULL, X'02006DF6ADAD');
INSERT INTO journal_run VALUES (1, 4, 1, 3, 1, 1, X'2E8DF32DC86D8A31F256B76D6722356621DA71DB71CFEAC65B8E84361D604C64', X'4BB5FA92821E33030DD47DB3AFB783CD', X'020032827E6C');
INSERT INTO journal_run VALUES (1, 5, 1, 3, 2, 2, X'4837147CA152D42F275BA080FF9D2E6A2AD44A575C30DD078DA3BFEB2EBB9C62', NULL, X'020092BCA50F020050F8554B');
INSERT INTO journal_run VALUES (1, 11, 1, 3, 1, 1, X'F76DD32D211F9ED0400CD287AC0300C47BA7BB1AD081CDD3C3B5BE4039FB137C', NULL, X'02009A8E27AB');
INSERT INTO journal_run VALUES (2, 1, 1, 3, 2, 2, X'3C8F6D54E7B7F10FF7F0BBBBEE7BE9DFCB68E0D6DA861F3AD379627ACBBCD31B', NULL, X'02020E5BCCD9020254E9045A');
INSERT INTO journal_run VALUES (2, 2, 1, 3, 2, 2, X'8D2F793A65246C7F4D79858870E4C6B677CF2D238B86234D22FF9FE8E5489AB3', NULL, X'02004B01CB0302000FF9E3D6');
INSERT INTO journal_run VALUES (2, 3, 1, 3, 1, 1, X'CA57D68E3FD56C5E8DB65DF7A348971D1962E8B389D96762CC977D7D2A4BDF96', NULL, X'02006DF6ADAD');
INSERT INTO journal_run VALUES (2, 4, 1, 3, 1, 1, X'00293692A11DC41AFA5C8B7E16724551C84B7A8C220F53A477B58D9B7F62D9C7', X'C9429028A06E76F6C8E166672294D38A', X'020032827E6C');
INSERT INTO journal_run VALUES (2, 5, 1, 3, 2, 2, X'97BFC9BC7FACC363DB772F7634F71A8B6AC497B8F95F618328E1A7A88BC5AA16', NULL, X'0200FB7EA866020013853F27');
INSERT INTO journal_run VALUES (2, 11, 1, 3, 1, 1, X'F76DD32D211F9ED0400CD287AC0300C47BA7BB1AD081CDD3C3B5BE4039FB137C', NULL, X'02009A8E27AB');
INSERT INTO mandate VALUES (1, '10017', 1787000000);
INSERT INTO mandate VALUES (2, '10017', 1787000000);
INSERT INTO notice VALUES (1, 1, 1, 1, 20690, 20704, 0, 380000, 'sent', 1787000002, 'Kari', NULL, 1787000900, 1787001000, 'smtp', 'email', '250 ok', 1, X'7B7D', X'0A', X'85559581C365EC47458C9FADD59C956B', X'1B174ACA4EF7BA1F2E936EFFA76F5559F4986AA9671265B46F9A04FC441D03EE');
INSERT INTO notice VALUES (1, 2, 1, 1, 20690, 20704, 0, 120000, 'approved', 1787000002, 'Kari', NULL, 1787000900, 1787000002, NULL, NULL, NULL, 0, X'7B7D', NULL, X'A0345BA98ECE00EF2D1452F969823A7D', X'8ADF09C831B47BEB6E54813499E733E3C4E4D1D9A24414C08FEE60C7EE35AD25');
INSERT INTO notice VALUES (2, 1, 1, 1, 20690, 20704, 0, 380000, 'sent', 1787000002, 'Kari', NULL, 1787000900, 1787001000, 'smtp', 'email', '250 ok', 1, X'7B7D', X'0A', X'EC1B414E344D65852FDE5B9D36F31475', X'828E6C0AB55634AB8FA31A4EABC0F772253FC70DA919F51AFEAC6B7075D5C1E4');
INSERT INTO notice VALUES (2, 2, 1, 1, 20690, 20704, 0, 120000, 'approved', 1787000002, 'Kari', NULL, 1787000900, 1787000002, NULL, NULL, NULL, 0, X'7B7D', NULL, X'2EA29AC291BC868581B6600FE5CE6489', X'4D5505A31A354EC3E370D0D968BEA6E43966C4E6E3217B569F3DA2FC6FCE148C');
INSERT INTO notice_claim VALUES (1, 1, 1, 1, 1);
INSERT INTO notice_claim VALUES (1, 2, 1, 1, 2);
INSERT INTO notice_claim VALUES (2, 1, 1, 1, 1);
INSERT INTO notice_claim VALUES (2, 2, 1, 1, 2);
INSERT INTO payment VALUES (1, 1, 1, 10017, 0, 1, 77, 1, '99991042764', 20684, NULL, 100000, 'NOK', '10017', '', 'Ola Hansen', '99993010028', 'R1', 1, 0, NULL, '', 0, 0);
INSERT INTO payment VALUES (2, 1, 1, 10017, 0, 1, 77, 1, '99991042764', 20684, NULL, 100000, 'NOK', '10017', '', 'Ola Hansen', '99993010028', 'R1', 1, 0, NULL, '', 0, 0);
INSERT INTO schema_migration VALUES (1, 'books, claims, payments, notices');
INSERT INTO schema_migration VALUES (2, 'law and choices');
INSERT INTO schema_migration VALUES (3, 'matching and balances');
INSERT INTO schema_migration VALUES (4, 'plain payments are found through their claims');
INSERT INTO schema_migration VALUES (5, 'outbox');
INSERT INTO schema_migration VALUES (6, 'words');
INSERT INTO schema_migration VALUES (7, 'incoming mail');
INSERT INTO schema_migration VALUES (10, 'tones');
INSERT INTO schema_migration VALUES (11, 'letters'' history');
INSERT INTO schema_migration VALUES (12, 'look');
INSERT INTO schema_migration VALUES (13, 'going live');
INSERT INTO schema_migration VALUES (14, 'audit chain');
INSERT INTO schema_migration VALUES (18, 'jobs');
INSERT INTO schema_migration VALUES (20, 'who may do what');
INSERT INTO schema_migration VALUES (21, 'what customers may ask');
INSERT INTO schema_migration VALUES (30, 'moved books');
INSERT INTO schema_migration VALUES (40, 'signing in');
INSERT INTO sighting VALUES (1, 1, 77, 0, 1);
INSERT INTO sighting VALUES (2, 1, 77, 0, 1);
CREATE INDEX book_member_name ON book_member (kind, member, book, id);
CREATE INDEX claim_debtor ON claim (book, debtor);
CREATE UNIQUE INDEX claim_invoice ON claim (book, invoice);
CREATE INDEX claim_kid ON claim (book, kid_key, principal, listed_through, debtor)
    WHERE kid_key <> '';
CREATE INDEX claim_next_day ON claim (book, next_day) WHERE next_day IS NOT NULL;
CREATE INDEX claim_overdue ON claim (book, id) WHERE came > due;
CREATE INDEX debtor_account_debtor ON debtor_account (book, debtor);
CREATE INDEX firm_member_person ON firm_member (person, firm, id);
CREATE INDEX job_due ON job (due_at, book) WHERE state IN ('waiting', 'running');
CREATE UNIQUE INDEX job_running ON job (book) WHERE state = 'running';
CREATE INDEX journal_run_entry ON journal_run (book, entry);
CREATE INDEX mail_claim_claim ON mail_claim (book, claim);
CREATE INDEX mail_waiting ON mail (book, id) WHERE state = 'waiting';
CREATE INDEX notice_claim_notice ON notice_claim (book, notice);
CREATE INDEX notice_day ON notice (book, letter_day);
CREATE INDEX notice_debtor ON notice (book, debtor, state);
CREATE UNIQUE INDEX notice_part_id ON notice_part (book, id);
CREATE INDEX notice_state ON notice (book, state);
CREATE UNIQUE INDEX payment_identity ON payment (book, alike, ordinal) WHERE ordinal > 0;
CREATE INDEX payment_waiting ON payment (book, id) WHERE rest <> 0 AND settled IS NULL;
CREATE INDEX sighting_payment ON sighting (book, payment, family);
CREATE INDEX sign_in_attempt_last ON sign_in_attempt (last_at);
CREATE INDEX sign_in_log_person ON sign_in_log (person, id);
CREATE INDEX sign_in_session_person ON sign_in_session (person, id);
CREATE INDEX sign_in_token_person ON sign_in_token (person, id);
CREATE TRIGGER access_log_kept BEFORE UPDATE ON access_log
    BEGIN SELECT RAISE(ABORT, 'the access log is never changed'); END;
CREATE TRIGGER access_log_stays BEFORE DELETE ON access_log
    BEGIN SELECT RAISE(ABORT, 'the access log is never shortened'); END;
CREATE TRIGGER notice_moved AFTER UPDATE OF state ON notice BEGIN
    INSERT INTO notice_log (book, notice, id, state, at, channel, way, receipt)
    SELECT NEW.book, NEW.id, 1 + coalesce(max(id), 0), NEW.state, NEW.state_at,
        NEW.channel, NEW.way,
        -- A new attempt has no receipt yet; the one before it is the last attempt's.
        CASE NEW.state WHEN 'sending' THEN NULL ELSE NEW.receipt END
    FROM notice_log WHERE book = NEW.book AND notice = NEW.id;
END;
CREATE TRIGGER sign_in_log_kept BEFORE UPDATE ON sign_in_log
    BEGIN SELECT RAISE(ABORT, 'the log of who signed in is never changed'); END;
CREATE TRIGGER sign_in_log_stays BEFORE DELETE ON sign_in_log
    BEGIN SELECT RAISE(ABORT, 'the log of who signed in is never shortened'); END;
