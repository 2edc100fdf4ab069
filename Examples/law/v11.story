# V11 A business, with VAT, before and after compensation
creditor not-vat-liable
claim business principal 60000.00 due 2026-08-03
2026-08-04 collection-notice deadline 2026-08-18
2026-08-19 handed-over
2026-09-01 payment-demand by-agency deadline 2026-09-15
# 3.6 x 750 x 1.5 x 1.25
expect salaer light 5062.50
expect salaer heavy 10125.00
2026-09-16 compensation
expect compensation 430.00
expect salaer room 4632.50
2026-10-14
expect salaer room 9695.00
