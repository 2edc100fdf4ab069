# V03 A reminder on day 11 carries no fee
claim consumer principal 3499.00 due 2026-09-10
expect earliest reminder-fee 2026-09-24
2026-09-21 reminder
expect fee reminder 0.00
expect fee reminder fee.too-early
2026-10-08 paid in-full
expect fees 0.00
expect line 1 32.88 days 28 rate 12.25
expect interest 32.88
expect total 3531.88

story V03 The fee's first day, and the day before it
claim consumer principal 3499.00 due 2026-09-10
expect on 2026-09-23 fee reminder fee.too-early
expect on 2026-09-24 fee reminder 38.00
2026-09-23 refused reminder fee 38.00 because fee.too-early
