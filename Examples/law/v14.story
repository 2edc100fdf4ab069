# V14 A deadline on Maundy Thursday
choose deadline-on-day-off kept
claim consumer principal 4800.00 due 2026-03-02
2026-03-19
# the least the law asks
expect deadline 2026-04-02

story V14 The deadline that is printed, and what comes after
claim consumer principal 4800.00 due 2026-03-02
2026-03-19 collection-notice
expect deadline 2026-04-07
expect earliest payment-demand 2026-04-08
expect earliest-with-grace payment-demand 2026-04-10
