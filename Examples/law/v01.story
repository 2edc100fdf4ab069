# V01 A consumer, one reminder with a fee, paid on the deadline
claim consumer principal 10000.00 due 2026-02-02
expect earliest reminder-fee 2026-02-16
2026-02-17 reminder deadline 2026-03-03
expect fee reminder 38.00
2026-03-03 paid in-full
expect fees 38.00
# 10 000.00 x 12 % x 29 / 365 = 95.3425
expect interest 95.34
expect line 1 95.34 days 29 rate 12.00
expect lines 1
expect paid 10133.34
expect total 10133.34
expect to-pay 0.00
