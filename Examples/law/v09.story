# V09 A part payment for the principal
claim consumer principal 50000.00 due 2026-01-15
2026-03-01 paid 20000.00 for principal
expect open-principal 30000.00
2026-06-30 paid in-full
expect line 1 739.73 days 45 rate 12.00
expect line 2 1193.42 days 121 rate 12.00
expect lines 2
expect interest 1933.15
expect total 51933.15
expect to-pay 0.00
