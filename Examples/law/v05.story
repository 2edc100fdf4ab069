# V05 The first deadline is too short
claim consumer principal 7650.00 due 2026-03-02
# ten days to pay
2026-03-17 reminder deadline 2026-03-27
expect fee reminder 38.00
# a notice like any other, but without a fee
2026-03-30 collection-notice deadline 2026-04-13
expect fee collection-notice 0.00
expect fee collection-notice fee.deadline-too-short
expect earliest payment-demand 2026-04-14
2026-04-13 refused payment-demand because deadline-runs
2026-04-15 payment-demand
expect fee payment-demand 113.00
2026-05-12 paid in-full
expect fees 151.00
expect line 1 178.57 days 71 rate 12.00
expect interest 178.57
expect total 7979.57
