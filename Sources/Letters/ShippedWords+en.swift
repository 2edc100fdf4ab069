extension ShippedWords {
    /// English. `You` serves one and many.
    static let english = """
        === frame warm
        greeting: Hello {debtor},
        closing: Have you already paid? Thank you! Then please just disregard this letter. If there is anything you \
        would like to ask, we are glad to help: {contact}.
        signoff: Warm regards
        sms: Hello! We at {creditor} have sent you a letter. If you have any questions, we are glad to help: {contact}

        === frame friendly
        greeting: Hello {debtor},
        closing: Have you already paid? Thank you! Then please disregard this letter. If you have any questions, just \
        get in touch: {contact}.
        signoff: Kind regards
        sms: Hello! {creditor} has sent you a letter. If you have any questions, just get in touch: {contact}

        === frame neutral
        greeting: Dear {debtor},
        closing: If you have already paid, thank you; please disregard this letter. If you have any questions, you can \
        reach us at {contact}.
        signoff: Kind regards
        sms: {creditor} has sent you a letter. If you have any questions, you can reach us at {contact}

        === frame firm
        greeting: To {debtor}
        closing: If you have already paid, please disregard this letter. If you have any questions, you can reach us \
        at {contact}.
        signoff: Yours sincerely
        sms: {creditor} has sent you a letter. If you have any questions, you can reach us at {contact}

        === nudge warm
        subject: Have you forgotten us?
        title: Have you forgotten us?
        opening: Thank you for being a customer of ours. We have not seen {payment} for {invoices} yet. {due-sentence} \
        Perhaps it slipped your mind?

        This is just a friendly nudge, free of charge. We would be grateful if you could pay in the next few days, and \
        do tell us if there is anything we can help with.

        === nudge warm business
        subject: A friendly note about {invoices}
        title: A friendly note
        opening: Thank you for being a customer of ours. We have not seen {payment} for {invoices} yet. {due-sentence} \
        Perhaps an approval is still missing?

        This is just a friendly nudge, free of charge. We would be grateful if you could pay in the next few days. If \
        you are missing a document or a reference, tell us and we will gladly send it.

        === nudge friendly
        subject: Have you forgotten us? A note about {invoices}
        title: Have you forgotten us?
        opening: We have not seen {payment} for {invoices} yet. {due-sentence}

        Such things are easily forgotten, so this is just a friendly reminder, free of charge. We would be grateful if \
        you could pay in the next few days.

        === nudge friendly business
        subject: A friendly reminder about {invoices}
        title: A friendly reminder
        opening: We have not seen {payment} for {invoices} yet. {due-sentence}

        This is just a friendly reminder, free of charge. We would be grateful if you could pay in the next few days. \
        If you are missing a document or a reference, please tell us.

        === nudge neutral
        subject: Reminder about {invoices}
        title: Payment reminder
        opening: We cannot see that we have been {paid} for {invoices}. {due-sentence}

        Please pay as soon as you can. No fee is charged for this reminder.

        === nudge firm
        subject: Overdue: {invoices}
        title: Reminder of payment
        opening: {overdue-sentence}

        Please pay now. No fee is charged for this reminder. {may-grow}

        === reminder warm
        subject: A small reminder about {invoices}
        opening: We still have not seen {payment} for {invoices-due}. Perhaps {it} got lost in a pile somewhere? Or is \
        there something we should know?

        The amount is now {amount}. Please pay {by}, and this is out of the way. If that is difficult, get in touch \
        and we will sort it out together.

        === reminder warm business
        subject: A small reminder about {invoices}
        opening: We still have not seen {payment} for {invoices-due}. Is anything missing before you can pay – a \
        reference, an attachment, an approval? Tell us, and we will do our part.

        The amount is now {amount}. Please pay {by}, and this is out of the way. If that is difficult, get in touch \
        and we will sort it out together.

        === reminder friendly
        subject: A reminder about {invoices}
        opening: We still have not seen {payment} for {invoices-due}. Perhaps {it} got lost in a pile somewhere?

        The amount is now {amount}. Please pay {by}, and this is out of the way.

        === reminder friendly business
        subject: A reminder about {invoices}
        opening: We still have not seen {payment} for {invoices-due}. If you are missing a reference or an attachment, \
        please tell us.

        The amount is now {amount}. Please pay {by}, and this is out of the way.

        === reminder neutral
        subject: We are waiting for payment of {invoices}
        opening: We cannot see that we have been {paid} for {invoices}. {due-sentence}

        Please pay {amount} {by}.

        === reminder firm
        subject: Still not {paid}: {invoices}
        opening: {overdue-sentence}

        The amount is {amount}. Please pay it {by}. {may-grow}

        === notice warm
        subject: {Invoices}: let us sort this out
        opening: We have not received {payment} for {invoices-due}. We value you as a customer, and would much rather \
        sort this out with you directly.

        The amount is {amount}. If it is hard to pay all of it now, please call or write before the deadline, and we \
        will look for a solution together.

        === notice friendly
        subject: {Invoices}: let us sort this out
        opening: We have not received {payment} for {invoices-due}. We would much rather sort this out with you \
        directly.

        The amount is {amount}. If it is hard to pay all of it now, please get in touch before the deadline and we \
        will look for a solution together.

        === notice neutral
        subject: Important letter about {invoices}
        opening: We cannot see that we have been {paid} for {invoices}. {due-sentence}

        Please pay {amount} {by}.

        === notice firm
        subject: Important letter about {invoices} – deadline {deadline}
        opening: {overdue-sentence}

        The amount is {amount}. The deadline is {deadline}.

        === demand warm
        subject: {Invoices}: we would like to hear from you
        opening: The deadline in our previous letter has passed, and we still have not received {payment} for \
        {invoices}. {due-sentence}

        Is it hard to pay everything at once, or have we misunderstood something? Please call or write, and we will \
        look at it together. We would much rather come to an agreement with you than take the matter further.

        === demand friendly
        subject: {Invoices}: we would like to hear from you
        opening: The deadline in our previous letter has passed, and we still have not received {payment} for \
        {invoices}. {due-sentence}

        Is it hard to pay everything at once, or have we misunderstood something? Please get in touch and we will look \
        at it together.

        === demand neutral
        subject: Important letter about {invoices}
        opening: The deadline in our previous letter has passed, and we cannot see that we have been {paid} for \
        {invoices}. {due-sentence}

        === demand firm
        subject: Important letter about {invoices} – deadline {deadline}
        opening: {overdue-sentence} The deadline in our previous letter has passed.
        """
}
