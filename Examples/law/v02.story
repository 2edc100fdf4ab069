# V02 A rate change splits the interest; no letters
claim consumer principal 25000.00 due 2026-06-15
2026-07-20 paid in-full
expect interest-from 2026-06-16
expect lines 2
# 16 to 30 June and 1 to 20 July
expect line 1 123.29 days 15 rate 12.00
expect line 2 167.81 days 20 rate 12.25
expect interest 291.10
expect fees 0.00
expect total 25291.10
expect paid 25291.10
