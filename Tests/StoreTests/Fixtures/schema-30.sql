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
INSERT INTO claim VALUES (1, 1, 1, '1001', '10017', '10017', 20668, 20682, 480000, 'rørleggerarbeid', 1, 20680, 20690, NULL, X'5618B7EC82BEB8A430129E1DE7DF0C8A', X'7F290B713D63507450528EE02C35D241D020312595CF34FBB6BE2F27342EB270');
INSERT INTO claim VALUES (1, 2, 1, '1002', '', '', 20668, 20682, 120000, 'befaring', 1, 20680, NULL, NULL, X'BFD050FF8669A58B0BC3DF89115EEAD1', X'292FD3AA6D98CFE9C3E6D4955200838125C7D0BDF07E8FAA292EC55A3427DD78');
INSERT INTO claim VALUES (2, 1, 1, '1001', '10017', '10017', 20668, 20682, 480000, 'rørleggerarbeid', 1, 20680, 20690, NULL, X'9247C1A7EF117FD459BCC73D9AF929C0', X'662A4882F3B20CA55FBEA977DDCD8B9ACBFCC6ED130CB4F400ACD0295AD5833A');
INSERT INTO claim VALUES (2, 2, 1, '1002', '', '', 20668, 20682, 120000, 'befaring', 1, 20680, NULL, NULL, X'C6A780E0163784B5F8F2E4D59E695591', X'CC78858B2D28646E3487F34AB0E4F6A7EE01387F5B7589F17006037500AC6DEA');
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
INSERT INTO fact VALUES (1, 2, 2, 20685, 7, NULL, NULL, NULL, NULL, 'æøå', 1787000001, X'242C0FAD21EDA7F286B09087AD28806F', X'4B0D058DDF6DB8DEDC117A4F13CB9D55894A2E33BEB9BF3819C51F784D62FFFB');
INSERT INTO fact VALUES (2, 1, 1, 20684, 2, 100000, 1, NULL, NULL, NULL, 1787000000, NULL, NULL);
INSERT INTO fact VALUES (2, 2, 2, 20685, 7, NULL, NULL, NULL, NULL, 'æøå', 1787000001, X'6EF844B30CC860B2367FC3DA95143516', X'74F236D6A7F72C16BDE43701AEBC4A7FAE0361C75A8214BB7D1574EB102273D8');
INSERT INTO import VALUES (1, 1, X'0102', 'ocr.txt', 'ocr', '', 'T1', 1787000000, '{}');
INSERT INTO import VALUES (2, 1, X'0102', 'ocr.txt', 'ocr', '', 'T1', 1787000000, '{}');
INSERT INTO journal VALUES (1, 1, 1787000000, 'Kari', 'import', 'ocr.txt', 1, X'0000000000000000000000000000000000000000000000000000000000000000', X'8DD865B27E877C6873D24CD65B9EA3EBE05C37CD5570B22CF434260F4D4B6944');
INSERT INTO journal VALUES (1, 2, 1787000002, 'Kari', 'approve', 'P-1, P-2', 1, X'8DD865B27E877C6873D24CD65B9EA3EBE05C37CD5570B22CF434260F4D4B6944', X'6E9AEDEBEDE88B64955969DE340027CF547168939A3EA75B9EECAFFFB696B340');
INSERT INTO journal VALUES (1, 3, 1796074360, 'purr', 'chained', 'what was here before: entries 1 to 2 and their rows', 1, X'6E9AEDEBEDE88B64955969DE340027CF547168939A3EA75B9EECAFFFB696B340', X'579AEDA1BE56966B8A8A4F7805406997423B88A2AFADEDE4297770AF9E206728');
INSERT INTO journal VALUES (2, 1, 1787000000, 'Kari', 'import', 'ocr.txt', 1, X'0000000000000000000000000000000000000000000000000000000000000000', X'A17974793E62B297CC658B2F0A92B47135168F720D11F92EBA2BD07CD8DAF310');
INSERT INTO journal VALUES (2, 2, 1787000002, 'Kari', 'approve', 'P-1, P-2', 1, X'A17974793E62B297CC658B2F0A92B47135168F720D11F92EBA2BD07CD8DAF310', X'1C7779E0A8527F990A83C9A736D50F212B196D2A584C53A3909EF73BC7E90DFA');
INSERT INTO journal VALUES (2, 3, 1796074360, 'purr', 'chained', 'what was here before: entries 1 to 2 and their rows', 1, X'1C7779E0A8527F990A83C9A736D50F212B196D2A584C53A3909EF73BC7E90DFA', X'B96E11C97A266BD22F354DFEFD6B2BF50BA213AB7CE76D20C61D79AF5DD799FB');
INSERT INTO journal_run VALUES (1, 1, 1, 3, 2, 2, X'A7E6AAF9698E96B0255D553AE27F99945D2149D29A162EC16A4969A0301239DD', NULL, X'02020E5BCCD90202344660B5');
INSERT INTO journal_run VALUES (1, 2, 1, 3, 2, 2, X'F3DD57297067232E0B7F59C6E1E19E8FB7FDB1E37890B6AA50CBC0F9CFC18CCA', NULL, X'0200532E571A02006BDCA179');
INSERT INTO journal_run VALUES (1, 3, 1, 3, 1, 1, X'CA57D68E3FD56C5E8DB65DF7A348971D1962E8B389D96762CC977D7D2A4BDF96', NULL, X'02006DF6ADAD');
INSERT INTO journal_run VALUES (1, 4, 1, 3, 1, 1, X'C509770546D17E6573F8E17624425C86C8D59095303316BA14CF18D95C4D1DE3', X'0EE4B697169B2B3EF4F71BFE570957A3', X'020032827E6C');
INSERT INTO journal_run VALUES (1, 5, 1, 3, 2, 2, X'224395A22D08975E64C725FDC89803B4722DE492D39F560818F91CF51943F701', NULL, X'0200B53A3D030200EEA06DDD');
INSERT INTO journal_run VALUES (1, 11, 1, 3, 1, 1, X'F76DD32D211F9ED0400CD287AC0300C47BA7BB1AD081CDD3C3B5BE4039FB137C', NULL, X'02009A8E27AB');
INSERT INTO journal_run VALUES (2, 1, 1, 3, 2, 2, X'C7FEABF3D2CD54EFA102AF07E4C3A349870135472FF8718B9DABE69894C7F8F1', NULL, X'02020E5BCCD902020A215D66');
INSERT INTO journal_run VALUES (2, 2, 1, 3, 2, 2, X'68EE28864D5AA51BCCFA55007C5DD64EFD69F6F99701D8BF726B18ED91AD6C0B', NULL, X'02003E0EBC9A0200E5CE633C');
INSERT INTO journal_run VALUES (2, 3, 1, 3, 1, 1, X'CA57D68E3FD56C5E8DB65DF7A348971D1962E8B389D96762CC977D7D2A4BDF96', NULL, X'02006DF6ADAD');
INSERT INTO journal_run VALUES (2, 4, 1, 3, 1, 1, X'4763C470D985481D40A4B7C56B5F1FD26045303C56E0393B5191850214781A0D', X'4302481F67BD250D77DADF3B106EE75A', X'020032827E6C');
INSERT INTO journal_run VALUES (2, 5, 1, 3, 2, 2, X'F42C9FCF97E74DB262F83D8B17A54E23EED28B88694141183B00A0BD46F5E8D4', NULL, X'02008087DCAD0200D5F7141F');
INSERT INTO journal_run VALUES (2, 11, 1, 3, 1, 1, X'F76DD32D211F9ED0400CD287AC0300C47BA7BB1AD081CDD3C3B5BE4039FB137C', NULL, X'02009A8E27AB');
INSERT INTO mandate VALUES (1, '10017', 1787000000);
INSERT INTO mandate VALUES (2, '10017', 1787000000);
INSERT INTO notice VALUES (1, 1, 1, 1, 20690, 20704, 0, 380000, 'sent', 1787000002, 'Kari', NULL, 1787000900, 1787001000, 'smtp', 'email', '250 ok', 1, X'7B7D', X'0A', X'6E9EBFB7892053C99393A0911D6A2D00', X'4D78A8283A21314349D6F5438481598177A170B42EC23B8937C27C190C8BF41A');
INSERT INTO notice VALUES (1, 2, 1, 1, 20690, 20704, 0, 120000, 'approved', 1787000002, 'Kari', NULL, 1787000900, 1787000002, NULL, NULL, NULL, 0, X'7B7D', NULL, X'A88FECEA3E279CBC05B5EBC7F106C264', X'4D47C3C770BA603EA1D14AF60E0A807027CEDDBA9C683A6131310AA883E844C9');
INSERT INTO notice VALUES (2, 1, 1, 1, 20690, 20704, 0, 380000, 'sent', 1787000002, 'Kari', NULL, 1787000900, 1787001000, 'smtp', 'email', '250 ok', 1, X'7B7D', X'0A', X'0C4F0347A1374C6C7E5567A259560CD9', X'95A93B88A87F0B5BD4BEC269FE54B466EF1FE958FB1FBBB8B56F005CE89AC6B0');
INSERT INTO notice VALUES (2, 2, 1, 1, 20690, 20704, 0, 120000, 'approved', 1787000002, 'Kari', NULL, 1787000900, 1787000002, NULL, NULL, NULL, 0, X'7B7D', NULL, X'DEE898238A6973504A4F9604A55BC502', X'EA1AB6B5A6411CF9A6E225330F6B073960569CF9AB708BC4584522E239A534BA');
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
