# V04 The whole chain, consumer
claim consumer principal 4800.00 due 2026-08-03
expect earliest reminder-fee 2026-08-17
# exactly fourteen days after the due date
2026-08-17 reminder deadline 2026-08-31
expect fee reminder 38.00
expect earliest collection-notice-fee 2026-09-01
2026-08-31 refused collection-notice because deadline-runs
2026-09-02 collection-notice deadline 2026-09-16
expect fee collection-notice 38.00
expect earliest payment-demand 2026-09-17
2026-09-16 refused payment-demand because deadline-runs
2026-09-18 payment-demand deadline 2026-10-02
expect fee payment-demand 113.00
2026-10-05 paid in-full
expect fees 189.00
# 4 800.00 x 12.25 % x 63 / 365 = 101.4904
expect line 1 101.49 days 63 rate 12.25
expect interest 101.49
expect total 5090.49
expect paid 5090.49
expect earliest payment-demand 2026-09-17
