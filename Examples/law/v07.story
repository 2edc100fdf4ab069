# V07 As V06, but a consumer: compensation is refused
claim consumer principal 80000.00 due 2026-05-04
2026-05-18 reminder
expect fee reminder 38.00
2026-07-10 refused compensation
2026-07-10 paid in-full
expect compensation 0.00
expect costs 38.00
expect interest 1767.67
expect total 81805.67
