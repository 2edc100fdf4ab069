# V15 What is owed the state, on which day
# VAT
expect obligation vat/2026-4 2026-10-12
expect obligation vat/2026-3 2026-08-31
expect obligation vat/2027-1 2027-04-12
# employer's tax: a Sunday; a Saturday before Whitsun and 17 May
expect obligation employer-tax/2026-5 2026-11-16
expect obligation employer-tax/2027-2 2027-05-18
# the payroll report: Easter Sunday, then Easter Monday
expect obligation a-report/2026-03 2026-04-07
# withholding: wages on a Friday, and the day before Christmas Eve, when banks are closed
expect obligation withholding/2026-12-18 2026-12-21
expect obligation withholding/2026-12-23 2026-12-24 pay-by 2026-12-23
# advance tax of a company and of a person
expect obligation advance-tax-company/2025-1 2026-02-16
expect obligation advance-tax-personal/2026-1 2026-03-16
