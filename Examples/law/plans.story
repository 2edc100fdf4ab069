# What the plan says day by day

story The whole ladder with three fees, paid to the øre at the end
claim consumer principal 4800.00 due 2026-08-03
2026-08-03
expect next wait nudge 2026-08-06
2026-08-06
expect next send nudge fee 0.00
2026-08-06 nudge
2026-08-16
expect next wait reminder 2026-08-17
2026-08-17
expect next send reminder fee 38.00 deadline 2026-08-31
2026-08-17 reminder
2026-08-20
expect next wait collection-notice 2026-09-03
2026-09-03
expect next send collection-notice fee 38.00 deadline 2026-09-17
2026-09-03 collection-notice
2026-09-22
expect next send payment-demand fee 113.00 deadline 2026-10-06
2026-09-22 payment-demand
2026-10-05
expect to-pay 5090.49
2026-10-05 paid 5090.49
expect next closed settled
2026-10-30
expect next closed settled

story Every step is taken: a person decides
claim consumer principal 4800.00 due 2026-08-03
2026-08-17 reminder
2026-09-03 collection-notice
2026-09-22 payment-demand
2026-10-08
expect next wait ask 2026-10-09
2026-10-09
expect next ask

story A nudge is enough
policy tett
claim unknown principal 1250.00 due 2026-08-03
2026-08-04
expect next send nudge
2026-08-04 nudge
2026-08-07 paid 1250.00
2026-08-17
expect next closed settled

story Nothing goes while the customer objects; what was sent before stays sent
claim consumer principal 4800.00 due 2026-08-03
2026-08-06 nudge
2026-08-17 reminder
2026-08-20 objected the number of hours is wrong
expect next wait collection-notice 2026-09-03
2026-09-03
expect next hold collection-notice disputed
2026-11-02
expect next hold collection-notice disputed
2026-11-02 objection-lifted groundless the hours were agreed
expect next send collection-notice fee 38.00 deadline 2026-11-16

story A payment that goes back opens the claim, and the ladder goes on where it stood
claim business principal 4800.00 due 2026-08-03
2026-08-06 nudge
2026-08-17 reminder
2026-08-31 paid 4883.11
2026-09-03
expect next closed settled
2026-09-04 returned
expect next send collection-notice fee 38.00

story A rest under 50 kroner is for a person, not for a letter
claim consumer principal 4800.00 due 2026-08-03
2026-08-06 nudge
2026-08-10 paid 4790.00
2026-08-17
expect next attention small-residual
2026-08-17 written-off too small to pursue
expect next closed written-off

story Principal paid after the reminder: its fee is not chased by itself
claim consumer principal 4800.00 due 2026-08-03
2026-08-06 nudge
2026-08-17 reminder
2026-08-25 paid 4800.00
2026-09-03
expect next attention only-costs-left
2026-12-01
expect next attention only-costs-left

story A promise is believed until it has had time to reach the bank
claim consumer principal 4800.00 due 2026-08-03
2026-08-06 nudge
2026-08-14 promised by 2026-08-28
2026-08-17
expect next hold reminder promised
2026-09-01
expect next hold reminder promised
2026-09-02
expect next send reminder fee 38.00 deadline 2026-09-16

story A pause ends by itself on its day
policy rolig
claim consumer principal 4800.00 due 2026-08-03
2026-08-05 paused until 2026-08-20
2026-08-10
expect next hold nudge paused
2026-08-19
expect next hold nudge paused
2026-08-20
expect next send nudge
2026-08-20 nudge
2026-09-02
expect next wait reminder 2026-09-03
2026-09-03
expect next send reminder fee 38.00

story A letter that did not arrive counts as not sent, and is sent again when someone says so
claim consumer principal 4800.00 due 2026-08-03
2026-08-06 nudge
2026-08-17 reminder
expect fees 38.00
2026-08-18 undelivered unknown address
expect fees 0.00
expect next hold reminder undelivered
2026-08-24 resumed new address
expect next send reminder fee 38.00 deadline 2026-09-07
2026-08-24 reminder
2026-09-09
expect next wait collection-notice 2026-09-10

story A credit note after payment leaves money to give back
claim consumer principal 4800.00 due 2026-08-03
2026-08-03 paid 4800.00
2026-08-12 credited 300.00 corrects
expect next attention overpaid
expect overpaid 300.00
