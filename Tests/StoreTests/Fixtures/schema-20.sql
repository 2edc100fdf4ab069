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
, match_threshold INTEGER NOT NULL DEFAULT 980, daily_limit INTEGER NOT NULL DEFAULT 1000, contact_limit INTEGER NOT NULL DEFAULT 3, second_approval INTEGER NOT NULL DEFAULT 0, tone TEXT, tone_history INTEGER NOT NULL DEFAULT 1, colour TEXT, logo BLOB, backlog_days INTEGER NOT NULL DEFAULT 90) STRICT;
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
    ledger_found INTEGER, ledger_expected INTEGER, way TEXT CHECK (way IN ('email', 'print', 'ehf')), email_used INTEGER, branch TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (book, id), UNIQUE (book, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE debtor_account (
    book INTEGER NOT NULL, account TEXT NOT NULL, debtor INTEGER NOT NULL,
    PRIMARY KEY (book, account, debtor)
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
INSERT INTO book VALUES (1, 'Fjordvik Rør AS', '310123455', 'Fjordgata 12', '3201', 'Sandefjord', 'faktura@fjordvikror.example', '33000000', '99991042764', 'anbefalt', 'nb', 980, 1000, 3, 0, NULL, 1, NULL, NULL, 90);
INSERT INTO book VALUES (2, 'Fjordvik Rør AS', '310123455', 'Fjordgata 12', '3201', 'Sandefjord', 'faktura@fjordvikror.example', '33000000', '99991042764', 'anbefalt', 'nb', 980, 1000, 3, 0, NULL, 1, NULL, NULL, 90);
INSERT INTO claim VALUES (1, 1, 1, '1001', '10017', '10017', 20668, 20682, 480000, 'rørleggerarbeid', 1, 20680, 20690, NULL, X'F987CF1CF399633FFEE41557C2B14DA2', X'D9174B43A22F050234DCCAFC22F87B03ED156CF97E1C24970F12F58BFB449D33');
INSERT INTO claim VALUES (1, 2, 1, '1002', '', '', 20668, 20682, 120000, 'befaring', 1, 20680, NULL, NULL, X'6F4B6BB230917BD5AE7C399AF45763D0', X'BFEADAC524A437D140EE0AEFE41BAD3A6FDC3683F6F43150F4C0E9AC99B013B6');
INSERT INTO claim VALUES (2, 1, 1, '1001', '10017', '10017', 20668, 20682, 480000, 'rørleggerarbeid', 1, 20680, 20690, NULL, X'0000A06E64404579DF49466C368B008F', X'FF1EC526F71931FDD59CA40163009E3E7ED9CE8EC552E7145AC55BC8A6C77940');
INSERT INTO claim VALUES (2, 2, 1, '1002', '', '', 20668, 20682, 120000, 'befaring', 1, 20680, NULL, NULL, X'7171AAB59C0A62D47881CD04CE87300F', X'580D3C45597EA7F6C8543E0615D914C6583EB706C7320F15F8DC6E822171190E');
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
INSERT INTO debtor VALUES (1, 1, '10001', 'Ola Hansen', NULL, 'consumer', 'Storgata 1', '0155', 'Oslo', 'NO', 'ola@hansen.example', '', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '');
INSERT INTO debtor VALUES (2, 1, '10001', 'Ola Hansen', NULL, 'consumer', 'Storgata 1', '0155', 'Oslo', 'NO', 'ola@hansen.example', '', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '');
INSERT INTO fact VALUES (1, 1, 1, 20684, 2, 100000, 1, NULL, NULL, NULL, 1787000000, NULL, NULL);
INSERT INTO fact VALUES (1, 2, 2, 20685, 7, NULL, NULL, NULL, NULL, 'æøå', 1787000001, X'167C54FE18101D44B8806FC6A3F46109', X'5D00C85B81B9097C0F39F4F24DBF615DA06A23843A9DC91E66CDD5A03CD600AF');
INSERT INTO fact VALUES (2, 1, 1, 20684, 2, 100000, 1, NULL, NULL, NULL, 1787000000, NULL, NULL);
INSERT INTO fact VALUES (2, 2, 2, 20685, 7, NULL, NULL, NULL, NULL, 'æøå', 1787000001, X'7F364CE1ABD9BC1B7DA55EC96C7DA9B0', X'89E9861165C55CA90426AB4B7463351C307EED204C914133A3367B157AC93684');
INSERT INTO import VALUES (1, 1, X'0102', 'ocr.txt', 'ocr', '', 'T1', 1787000000, '{}');
INSERT INTO import VALUES (2, 1, X'0102', 'ocr.txt', 'ocr', '', 'T1', 1787000000, '{}');
INSERT INTO journal VALUES (1, 1, 1787000000, 'Kari', 'import', 'ocr.txt', 1, X'0000000000000000000000000000000000000000000000000000000000000000', X'8DD865B27E877C6873D24CD65B9EA3EBE05C37CD5570B22CF434260F4D4B6944');
INSERT INTO journal VALUES (1, 2, 1787000002, 'Kari', 'approve', 'P-1, P-2', 1, X'8DD865B27E877C6873D24CD65B9EA3EBE05C37CD5570B22CF434260F4D4B6944', X'6E9AEDEBEDE88B64955969DE340027CF547168939A3EA75B9EECAFFFB696B340');
INSERT INTO journal VALUES (1, 3, 1796074360, 'purr', 'chained', 'what was here before: entries 1 to 2 and their rows', 1, X'6E9AEDEBEDE88B64955969DE340027CF547168939A3EA75B9EECAFFFB696B340', X'6A6E53A763ABF38B34973B350D2C5D9689DCCA812A84736C8A3BA0CE6C79B0A8');
INSERT INTO journal VALUES (2, 1, 1787000000, 'Kari', 'import', 'ocr.txt', 1, X'0000000000000000000000000000000000000000000000000000000000000000', X'A17974793E62B297CC658B2F0A92B47135168F720D11F92EBA2BD07CD8DAF310');
INSERT INTO journal VALUES (2, 2, 1787000002, 'Kari', 'approve', 'P-1, P-2', 1, X'A17974793E62B297CC658B2F0A92B47135168F720D11F92EBA2BD07CD8DAF310', X'1C7779E0A8527F990A83C9A736D50F212B196D2A584C53A3909EF73BC7E90DFA');
INSERT INTO journal VALUES (2, 3, 1796074360, 'purr', 'chained', 'what was here before: entries 1 to 2 and their rows', 1, X'1C7779E0A8527F990A83C9A736D50F212B196D2A584C53A3909EF73BC7E90DFA', X'90AB966C40FC659099F781D10A9C440FF3DC5B73CA6261FF160729768391F37C');
INSERT INTO journal_run VALUES (1, 1, 1, 3, 2, 2, X'8CAD2B79BAD3D12948BE7122751417AF4B18EEAEC8BD3E5B9327F2B8E4D78314', NULL, X'02020E5BCCD9020204C4BE84');
INSERT INTO journal_run VALUES (1, 2, 1, 3, 2, 2, X'3326DA51A55B8405C1D8A1DAE1CC5059048B525ED1FDC56EEF9150821580E61D', NULL, X'0200FC5EB299020097683D1E');
INSERT INTO journal_run VALUES (1, 3, 1, 3, 1, 1, X'CA57D68E3FD56C5E8DB65DF7A348971D1962E8B389D96762CC977D7D2A4BDF96', NULL, X'02006DF6ADAD');
INSERT INTO journal_run VALUES (1, 4, 1, 3, 1, 1, X'81CCDF59270D55BFC29EF9B13A25E2661CE800E305C8EE660F106FAB9686C4B9', X'36CA05F6F713D0EA4BBE65632CCB729E', X'020032827E6C');
INSERT INTO journal_run VALUES (1, 5, 1, 3, 2, 2, X'6EF0AEDC142EBEDF0CBA3280BF6D8560FB8D88A0BC5B94DEC3C5E1B8E93F8F16', NULL, X'02006DC41CBC0200D857E0CC');
INSERT INTO journal_run VALUES (1, 11, 1, 3, 1, 1, X'F76DD32D211F9ED0400CD287AC0300C47BA7BB1AD081CDD3C3B5BE4039FB137C', NULL, X'02009A8E27AB');
INSERT INTO journal_run VALUES (2, 1, 1, 3, 2, 2, X'4C6449F9BEA7F103727C32986370D84C20023592A14E6827448A0E5323151C0D', NULL, X'02020E5BCCD9020259AAFAE2');
INSERT INTO journal_run VALUES (2, 2, 1, 3, 2, 2, X'CD8211E0E0CE4CFFE5D7C489B2E57304402930F4A8D90D199AD3BCA6EE16392D', NULL, X'02007BF55A850200C01A2154');
INSERT INTO journal_run VALUES (2, 3, 1, 3, 1, 1, X'CA57D68E3FD56C5E8DB65DF7A348971D1962E8B389D96762CC977D7D2A4BDF96', NULL, X'02006DF6ADAD');
INSERT INTO journal_run VALUES (2, 4, 1, 3, 1, 1, X'C7EA38CAAE26037718F81FBF01C9D593E287E82B588E0D754CD141747E8FACE2', X'845399041013E68838716477DC8A432D', X'020032827E6C');
INSERT INTO journal_run VALUES (2, 5, 1, 3, 2, 2, X'EA25F7980789C95F5FF244BB23AAF581F1221E1E21975BB252D166E8903F8397', NULL, X'0200E32049EF0200EB9F46D6');
INSERT INTO journal_run VALUES (2, 11, 1, 3, 1, 1, X'F76DD32D211F9ED0400CD287AC0300C47BA7BB1AD081CDD3C3B5BE4039FB137C', NULL, X'02009A8E27AB');
INSERT INTO mandate VALUES (1, '10017', 1787000000);
INSERT INTO mandate VALUES (2, '10017', 1787000000);
INSERT INTO notice VALUES (1, 1, 1, 1, 20690, 20704, 0, 380000, 'sent', 1787000002, 'Kari', NULL, 1787000900, 1787001000, 'smtp', 'email', '250 ok', 1, X'7B7D', X'0A', X'3F152980C2CD2DD7877143170C0385AB', X'BCFA1DB0CCFE43A15F5770FC4F1D835A61D00253F8847A1DCA619A3D90501120');
INSERT INTO notice VALUES (1, 2, 1, 1, 20690, 20704, 0, 120000, 'approved', 1787000002, 'Kari', NULL, 1787000900, 1787000002, NULL, NULL, NULL, 0, X'7B7D', NULL, X'C050FDED5AB59E9692DB1D0D8A3BA082', X'BAACB54CA6F7CB5DDFD5C6445F00633332351E344E6361E3AFC22989F778E721');
INSERT INTO notice VALUES (2, 1, 1, 1, 20690, 20704, 0, 380000, 'sent', 1787000002, 'Kari', NULL, 1787000900, 1787001000, 'smtp', 'email', '250 ok', 1, X'7B7D', X'0A', X'F21636BB0DE71230046BF91B1212B29B', X'5CCDC4E8D5388C78B515DBE4A1BDBF0B39EE8744D8B0025B4E16D70BD9EABD86');
INSERT INTO notice VALUES (2, 2, 1, 1, 20690, 20704, 0, 120000, 'approved', 1787000002, 'Kari', NULL, 1787000900, 1787000002, NULL, NULL, NULL, 0, X'7B7D', NULL, X'C97590A024A07F796362B192A8134753', X'4DE42561ECC97CD2CDD17ADD1FC11B3C0EACC21CB6FEC4244FABA728F5AF4F64');
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
