# V10 The edge of a band, and the heavy date; a consumer, a creditor liable to VAT
creditor vat-liable
claim consumer principal 2500.00 due 2026-08-03
2026-08-04 collection-notice deadline 2026-08-18
2026-08-19 handed-over
2026-09-01 payment-demand by-agency deadline 2026-09-15
expect heavy-from 2026-10-14
2026-10-13
expect salaer light 300.00
expect salaer heavy 600.00
# the order reached the bank on the last day of the light fee
expect salaer room 300.00
expect on 2026-10-14 salaer room 600.00

story V10 One øre more
claim consumer principal 2500.01 due 2026-08-03
2026-10-13
expect salaer light 600.00
expect salaer heavy 1200.00
