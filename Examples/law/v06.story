# V06 A business, compensation after a reminder
claim business principal 80000.00 due 2026-05-04
expect interest-from none
2026-05-18 reminder
expect fee reminder 38.00
expect fees 38.00
2026-07-10 compensation
2026-07-10 paid in-full
# the value of the first day of delay, 5 May
expect interest-from 2026-05-05
expect compensation 460.00
expect fees 38.00
expect costs 460.00
expect lines 2
expect line 1 1499.18 days 57 rate 12.00
expect line 2 268.49 days 10 rate 12.25
expect interest 1767.67
expect total 82227.67
expect paid 82227.67

story V06 The fee is paid first: what the compensation adds to it
claim business principal 80000.00 due 2026-05-04
2026-05-18 reminder
2026-05-18 paid 38.00 for fees
2026-07-10 compensation
expect open-costs 422.00
expect costs 460.00

story V06 The other choice: the value of the day it is claimed
choose compensation-day claimed
claim business principal 80000.00 due 2026-05-04
2026-07-10 compensation
expect compensation 430.00
