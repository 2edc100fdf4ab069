import Basics

/// How amounts, dates and numbers are written in each language; hard spaces within each.
struct Wording: Sendable {
    let language: Language

    /// `1 234,50 kr`, in English `NOK 1 234.50`.
    func amount(_ money: Money) -> String {
        switch language {
        case .nb, .nn: money.text
        case .en: "NOK\u{A0}" + figures(money)
        }
    }

    /// `1 234,50`, in English `1 234.50`.
    func figures(_ money: Money) -> String {
        switch language {
        case .nb, .nn: return money.figures
        case .en:
            let text = money.figures
            return text.dropLast(3) + "." + text.suffix(2)
        }
    }

    /// `23.11.2026`, in English `23 November 2026`.
    func date(_ day: Day) -> String {
        switch language {
        case .nb, .nn: return day.text
        case .en:
            let (year, month, number) = day.components
            return "\(number)\u{A0}\(Wording.months[month - 1])\u{A0}\(year)"
        }
    }

    /// As ``date(_:)``, short enough for a table: `23 Nov 2026`.
    func shortDate(_ day: Day) -> String {
        switch language {
        case .nb, .nn: return day.text
        case .en:
            let (year, month, number) = day.components
            return "\(number)\u{A0}\(Wording.months[month - 1].prefix(3))\u{A0}\(year)"
        }
    }

    /// `12,25 %` from 1225, in English `12.25%`.
    func percent(_ hundredths: Int) -> String {
        let decimals = hundredths % 100
        let tail = decimals < 10 ? "0\(decimals)" : "\(decimals)"
        switch language {
        case .nb, .nn: return "\(hundredths / 100),\(tail)\u{A0}%"
        case .en: return "\(hundredths / 100).\(tail)%"
        }
    }

    /// `to` to `tolv` in words, as running text wants them; figures above.
    func count(_ number: Int) -> String {
        let words =
            switch language {
            case .nb, .nn: Wording.countsNorwegian
            case .en: Wording.countsEnglish
            }
        return (2...12).contains(number) ? words[number - 2] : String(number)
    }

    /// `faktura 40101`, or `tre fakturaer` for more than one.
    func about(_ claims: [ClaimLine]) -> String {
        if claims.count == 1 {
            return "\(Label.invoice.in(language).lowercased())\u{A0}\(claims[0].invoice)"
        }
        let invoices =
            switch language {
            case .nb: "fakturaer"
            case .nn: "fakturaar"
            case .en: "invoices"
            }
        return "\(count(claims.count)) \(invoices)"
    }

    /// `310 123 455`, as the register of companies prints it; other texts as they are.
    func organisationNumber(_ text: String) -> String {
        guard text.utf8.count == 9, text.utf8.allSatisfy({ (48...57).contains($0) }) else {
            return text
        }
        let middle = text.dropFirst(3).prefix(3)
        return "\(text.prefix(3))\u{A0}\(middle)\u{A0}\(text.suffix(3))"
    }

    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    ]
    private static let countsNorwegian = [
        "to", "tre", "fire", "fem", "seks", "sju", "åtte", "ni", "ti", "elleve", "tolv",
    ]
    private static let countsEnglish = [
        "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    ]
}

extension String {
    /// The first letter as a capital, the rest untouched.
    var capitalised: String { prefix(1).uppercased() + dropFirst() }
}
