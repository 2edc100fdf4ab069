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
INSERT INTO claim VALUES (1, 1, 1, '1001', '10017', '10017', 20668, 20682, 480000, 'rørleggerarbeid', 1, 20680, 20690, NULL, X'EBBE7CD37995EA4F51CADB2A1FC45E23', X'38DA8164AD3379249F85091BF7A75FE208211C02BD2C6873E0CF9C7D3205EE02');
INSERT INTO claim VALUES (1, 2, 1, '1002', '', '', 20668, 20682, 120000, 'befaring', 1, 20680, NULL, NULL, X'9F3D547471550BCF7D19C15805301440', X'CBE23C550A296D63B37BD387A2D3E90308659D932BC41D16CC3C4EFD8D2327AC');
INSERT INTO claim VALUES (2, 1, 1, '1001', '10017', '10017', 20668, 20682, 480000, 'rørleggerarbeid', 1, 20680, 20690, NULL, X'45AEE3E2BD0DB21CE02B696707B1A169', X'21E22F6E233BEA659A63166038D69BC938209C8A26C03D17889929ADE17D07F6');
INSERT INTO claim VALUES (2, 2, 1, '1002', '', '', 20668, 20682, 120000, 'befaring', 1, 20680, NULL, NULL, X'611975244FB87A99C5DFE19FEF5BFB5F', X'25076E37A1C2229C8047D09A6FDE8F9FEF7D38E3EF9AF11BC54B057737917B52');
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
INSERT INTO fact VALUES (1, 2, 2, 20685, 7, NULL, NULL, NULL, NULL, 'æøå', 1787000001, X'7E75C32B0657B9A3E25C893E04773F36', X'44FF77C27182572DE36302BE3DBCF28F90A83ED21768182E5783AE9AD4463538');
INSERT INTO fact VALUES (2, 1, 1, 20684, 2, 100000, 1, NULL, NULL, NULL, 1787000000, NULL, NULL);
INSERT INTO fact VALUES (2, 2, 2, 20685, 7, NULL, NULL, NULL, NULL, 'æøå', 1787000001, X'42F5FBBC222C59F85D16275A735C3728', X'4B874FCE327F976914D17B4035B6672C090800D8BC790E90F19F14D0D951D4E8');
INSERT INTO import VALUES (1, 1, X'0102', 'ocr.txt', 'ocr', '', 'T1', 1787000000, '{}');
INSERT INTO import VALUES (2, 1, X'0102', 'ocr.txt', 'ocr', '', 'T1', 1787000000, '{}');
INSERT INTO journal VALUES (1, 1, 1787000000, 'Kari', 'import', 'ocr.txt', 1, X'0000000000000000000000000000000000000000000000000000000000000000', X'8DD865B27E877C6873D24CD65B9EA3EBE05C37CD5570B22CF434260F4D4B6944');
INSERT INTO journal VALUES (1, 2, 1787000002, 'Kari', 'approve', 'P-1, P-2', 1, X'8DD865B27E877C6873D24CD65B9EA3EBE05C37CD5570B22CF434260F4D4B6944', X'6E9AEDEBEDE88B64955969DE340027CF547168939A3EA75B9EECAFFFB696B340');
INSERT INTO journal VALUES (1, 3, 1796074359, 'purr', 'chained', 'what was here before: entries 1 to 2 and their rows', 1, X'6E9AEDEBEDE88B64955969DE340027CF547168939A3EA75B9EECAFFFB696B340', X'7F3CE1BA96F22EB1B9099D604F5B080B9DE0B32CE2640630EB2B007ECA119A1E');
INSERT INTO journal VALUES (2, 1, 1787000000, 'Kari', 'import', 'ocr.txt', 1, X'0000000000000000000000000000000000000000000000000000000000000000', X'A17974793E62B297CC658B2F0A92B47135168F720D11F92EBA2BD07CD8DAF310');
INSERT INTO journal VALUES (2, 2, 1787000002, 'Kari', 'approve', 'P-1, P-2', 1, X'A17974793E62B297CC658B2F0A92B47135168F720D11F92EBA2BD07CD8DAF310', X'1C7779E0A8527F990A83C9A736D50F212B196D2A584C53A3909EF73BC7E90DFA');
INSERT INTO journal VALUES (2, 3, 1796074359, 'purr', 'chained', 'what was here before: entries 1 to 2 and their rows', 1, X'1C7779E0A8527F990A83C9A736D50F212B196D2A584C53A3909EF73BC7E90DFA', X'6A42434AFF34D520329884161395989BA71AD1F798C89FE30EFE4BE7A1DD5F2C');
INSERT INTO journal_run VALUES (1, 1, 1, 3, 2, 2, X'EAA704A81C12745373D04A2EB50F7C5605FE9945DE755CFAE4B1E3B043076C9F', NULL, X'02020E5BCCD90202729FDA37');
INSERT INTO journal_run VALUES (1, 2, 1, 3, 2, 2, X'3CA7AB26538719C0C0DEFAAE075E45B62A37C1CCB8001C70D880DB2DCA78BC71', NULL, X'0200DD9B986C0200C9E1BFD2');
INSERT INTO journal_run VALUES (1, 3, 1, 3, 1, 1, X'CA57D68E3FD56C5E8DB65DF7A348971D1962E8B389D96762CC977D7D2A4BDF96', NULL, X'02006DF6ADAD');
INSERT INTO journal_run VALUES (1, 4, 1, 3, 1, 1, X'F61DAAF97F9CC860BC9EC7BBF4D6F07C3943050EC0EA29772F778EFAEF11E56D', X'B60080F20ECD031E2276E39139F5370A', X'020032827E6C');
INSERT INTO journal_run VALUES (1, 5, 1, 3, 2, 2, X'5B0E10589FE8BF51596A9EC952086E0BAF9735B47DCC09EB128E96C458A4F149', NULL, X'0200C1FC0DE702008FC24724');
INSERT INTO journal_run VALUES (1, 11, 1, 3, 1, 1, X'F76DD32D211F9ED0400CD287AC0300C47BA7BB1AD081CDD3C3B5BE4039FB137C', NULL, X'02009A8E27AB');
INSERT INTO journal_run VALUES (2, 1, 1, 3, 2, 2, X'3DB9142E8283B422C34E205E4FB4EBB65AA052648680796C1C02623C10FA9377', NULL, X'02020E5BCCD9020243169985');
INSERT INTO journal_run VALUES (2, 2, 1, 3, 2, 2, X'EB43D200D45CE62DE776F708D4BB93D18A6B4E264A510AC3C024CBE797DAC94A', NULL, X'02005A9C30A8020017D82F5A');
INSERT INTO journal_run VALUES (2, 3, 1, 3, 1, 1, X'CA57D68E3FD56C5E8DB65DF7A348971D1962E8B389D96762CC977D7D2A4BDF96', NULL, X'02006DF6ADAD');
INSERT INTO journal_run VALUES (2, 4, 1, 3, 1, 1, X'ED351D11F258941D1FF2F5D905A1AD049FD564123F45EC3D331FDF506822818C', X'E8C2B1E7D164A9CFDCFBA2E2CF7973A9', X'020032827E6C');
INSERT INTO journal_run VALUES (2, 5, 1, 3, 2, 2, X'434666BD04D544B5FAC702FC7715C29875AD928735DE519F481201630A600B48', NULL, X'020007DD8CFB0200696C536F');
INSERT INTO journal_run VALUES (2, 11, 1, 3, 1, 1, X'F76DD32D211F9ED0400CD287AC0300C47BA7BB1AD081CDD3C3B5BE4039FB137C', NULL, X'02009A8E27AB');
INSERT INTO mandate VALUES (1, '10017', 1787000000);
INSERT INTO mandate VALUES (2, '10017', 1787000000);
INSERT INTO notice VALUES (1, 1, 1, 1, 20690, 20704, 0, 380000, 'sent', 1787000002, 'Kari', NULL, 1787000900, 1787001000, 'smtp', 'email', '250 ok', 1, X'7B7D', X'0A', X'5C25B3E3767307B2D4BBE6BD2EE72ACD', X'80C496F59F9CFC1593BE75F2292A662A0404E5154F4236CE9980CA1A05271F77');
INSERT INTO notice VALUES (1, 2, 1, 1, 20690, 20704, 0, 120000, 'approved', 1787000002, 'Kari', NULL, 1787000900, 1787000002, NULL, NULL, NULL, 0, X'7B7D', NULL, X'A8A8BBBA58FAEE03119B5AD3D4869E99', X'FA922E3D07DB86776D2120774DF48D2F5014E443E942EEBA0E6128BA54BE5DF7');
INSERT INTO notice VALUES (2, 1, 1, 1, 20690, 20704, 0, 380000, 'sent', 1787000002, 'Kari', NULL, 1787000900, 1787001000, 'smtp', 'email', '250 ok', 1, X'7B7D', X'0A', X'81467BB34AE33455B2145089EEB4FFE4', X'48A63337A932B24252EB82C3CC67EB1CE33F961B634EAA7732C501E3D216B231');
INSERT INTO notice VALUES (2, 2, 1, 1, 20690, 20704, 0, 120000, 'approved', 1787000002, 'Kari', NULL, 1787000900, 1787000002, NULL, NULL, NULL, 0, X'7B7D', NULL, X'5D9CB4B35483F084E5F81DC1231C5035', X'EE32E0A55AA156129B892AB64934DA2209DCF93EA027F7BA6933CF30904DE75A');
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
INSERT INTO sighting VALUES (1, 1, 77, 0, 1);
INSERT INTO sighting VALUES (2, 1, 77, 0, 1);
CREATE INDEX claim_debtor ON claim (book, debtor);
CREATE UNIQUE INDEX claim_invoice ON claim (book, invoice);
CREATE INDEX claim_kid ON claim (book, kid_key, principal, listed_through, debtor)
    WHERE kid_key <> '';
CREATE INDEX claim_next_day ON claim (book, next_day) WHERE next_day IS NOT NULL;
CREATE INDEX claim_overdue ON claim (book, id) WHERE came > due;
CREATE INDEX debtor_account_debtor ON debtor_account (book, debtor);
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
CREATE TRIGGER notice_moved AFTER UPDATE OF state ON notice BEGIN
    INSERT INTO notice_log (book, notice, id, state, at, channel, way, receipt)
    SELECT NEW.book, NEW.id, 1 + coalesce(max(id), 0), NEW.state, NEW.state_at,
        NEW.channel, NEW.way,
        -- A new attempt has no receipt yet; the one before it is the last attempt's.
        CASE NEW.state WHEN 'sending' THEN NULL ELSE NEW.receipt END
    FROM notice_log WHERE book = NEW.book AND notice = NEW.id;
END;
