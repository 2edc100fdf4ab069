import CPangoCairo

/// Text from outside made fit for a letter: composed (NFC), on one line, without control
/// characters.
///
/// A debtor's name with a line break in it would otherwise reach into an e-mail's headers, and a
/// right-to-left override could turn an amount around on the page.
enum CleanText {
    /// Runs of white space and control characters become one space; the ends are trimmed.
    static func line(_ raw: String) -> String {
        var isClean = true
        var isComposed = true
        var previousIsSpace = true
        for scalar in raw.unicodeScalars {
            if scalar.value >= 0x300 { isComposed = false }
            let space = scalar == " "
            if isUnwanted(scalar) || (space && previousIsSpace) { isClean = false }
            previousIsSpace = space
        }
        if isClean && isComposed && (raw.isEmpty || !previousIsSpace) { return raw }
        return composed(collapsed(raw))
    }

    /// As ``line(_:)``, cut with an ellipsis beyond `charactersMaximum`, so that no field of a file
    /// can fill the letter.
    static func line(_ raw: String, charactersMaximum: Int) -> String {
        let clean = line(raw)
        if clean.utf8.count <= charactersMaximum || clean.count <= charactersMaximum {
            return clean
        }
        return clean.prefix(charactersMaximum - 1) + "…"
    }

    /// The first ten lines that have anything on them.
    static func lines(_ raw: [String]) -> [String] {
        Array(raw.map { line($0, charactersMaximum: 80) }.filter { !$0.isEmpty }.prefix(10))
    }

    private static func collapsed(_ raw: String) -> String {
        var result = String.UnicodeScalarView()
        var pendingSpace = false
        for scalar in raw.unicodeScalars {
            if isBidiControl(scalar) { continue }
            if scalar == " " || isUnwanted(scalar) {
                pendingSpace = !result.isEmpty
                continue
            }
            if pendingSpace { result.append(" ") }
            pendingSpace = false
            result.append(scalar)
        }
        return String(result)
    }

    private static func composed(_ text: String) -> String {
        guard let normal = g_utf8_normalize(text, -1, G_NORMALIZE_DEFAULT_COMPOSE) else {
            return text
        }
        defer { g_free(normal) }
        return String(cString: normal)
    }

    private static func isUnwanted(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
            || scalar.value == 0x2028 || scalar.value == 0x2029 || isBidiControl(scalar)
    }

    private static func isBidiControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF: true
        default: false
        }
    }
}

extension Sender {
    /// The same with every text cleaned.
    var cleaned: Sender {
        var copy = self
        copy.name = CleanText.line(name, charactersMaximum: 120)
        copy.organisationNumber = CleanText.line(organisationNumber)
        copy.addressLines = CleanText.lines(addressLines)
        copy.email = CleanText.line(email)
        copy.phone = CleanText.line(phone)
        return copy
    }
}

extension Recipient {
    /// The same with every text cleaned.
    var cleaned: Recipient {
        var copy = self
        copy.name = CleanText.line(name, charactersMaximum: 120)
        copy.customerNumber = CleanText.line(customerNumber)
        copy.addressLines = CleanText.lines(addressLines)
        copy.email = CleanText.line(email)
        return copy
    }
}

extension LetterRequest {
    /// The same request with every text from outside cleaned.
    var cleaned: LetterRequest {
        var copy = self
        copy.creditor = creditor.cleaned
        copy.debtor = debtor.cleaned
        for index in copy.claims.indices {
            copy.claims[index].invoice = CleanText.line(copy.claims[index].invoice)
            copy.claims[index].concerns = CleanText.line(
                copy.claims[index].concerns, charactersMaximum: 140)
            copy.claims[index].kid = CleanText.line(copy.claims[index].kid)
        }
        copy.noticeID = CleanText.line(noticeID)
        return copy
    }
}
