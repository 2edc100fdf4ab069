# V08 No agreed due date: the written demand decides
claim consumer principal 12345.67 due 2026-03-02 basis demanded 2026-03-02 paper
2026-05-15 paid in-full
# thirty days after the demand, 2026-04-01, is the base date
expect interest-from 2026-04-02
expect line 1 178.59 days 44 rate 12.00
expect interest 178.59

story V08 E-mailed to someone who has expressly accepted that
claim consumer principal 12345.67 due 2026-03-02 basis demanded 2026-03-02 e-accepted
2026-05-15
expect interest 178.59

story V08 E-mailed only, and never accepted
claim consumer principal 12345.67 due 2026-03-02 basis demanded 2026-03-02 e-not-accepted
2026-05-15
expect interest-from none
expect interest 0.00
