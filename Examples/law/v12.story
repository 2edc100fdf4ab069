# V12 What the courts cost in November 2026
2026-11-10
# 0.69 R, R being 1 345
expect court-fee enforcement-petition 928.00
expect court-fee conciliation-complaint 2071.00
expect court-fee bankruptcy-notice-service 672.00
expect court-fee bankruptcy-deposit 67250.00
# half R for drafting
expect drafting enforcement-petition 672.50

story V12 A creditor who can not deduct the VAT
creditor not-vat-liable
2026-11-10
# 840.625, cut to whole øre
expect drafting enforcement-petition 840.62

story V12 A round R shows the multiples
law rate court-fee 2027-01-01 2027-12-31 1000.00
2027-01-01
expect court-fee enforcement-petition 690.00
expect court-fee conciliation-complaint 1540.00
expect court-fee bankruptcy-notice-service 500.00
expect court-fee bankruptcy-deposit 50000.00
expect drafting enforcement-petition 500.00
