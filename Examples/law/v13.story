# V13 Limitation: three years, and a Sunday
claim consumer principal 4800.00 due 2023-11-22
2026-11-09
expect limitation 2026-11-23
2026-11-10 reminder
# a reminder changes nothing
expect limitation 2026-11-23
# posted on the last day, and in time
2026-11-23 conciliation-complaint
expect limitation stopped

story V13 A day too late
claim consumer principal 4800.00 due 2023-11-22
2026-11-24 conciliation-complaint
expect limitation 2026-11-23
2026-11-24 refused reminder because lapsed

story V13 Acknowledged by paying interest
claim consumer principal 4800.00 due 2023-11-22
2025-06-10 paid 100.00 for interest
2025-06-10 acknowledged by paying interest
# 2028-06-10 is a Saturday, and Monday the first business day after it
expect limitation 2028-06-12
