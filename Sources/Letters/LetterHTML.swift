import Basics

/// A letter as one self-contained HTML document for e-mail: no font or script is fetched, and no image but the logo that
/// travels with it. Where that is not shown, its place says the company's name.
///
/// Layout stands in `style` attributes, since some mailboxes drop style sheets; colours stand in
/// the style sheet, so that a mailbox in dark mode gets dark colours.
public enum LetterHTML {
    /// A picture the document shows.
    public struct Picture: Hashable, Sendable {
        /// `cid:` with the identity of a part of the message, or `data:` with the picture itself.
        let source: String
        /// As shown, in CSS pixels.
        let width: Int
        let height: Int

        /// As a part of the message.
        public init(_ logo: Logo, contentID: String) {
            self.init(logo, source: "cid:\(contentID)")
        }

        /// Within the document itself, for a file that is looked at in a browser.
        public init(_ logo: Logo) {
            let lines = MailAttachment.lines(of: logo.mail.png).filter { $0 > 32 }
            self.init(
                logo, source: "data:image/png;base64,\(String(decoding: lines, as: UTF8.self))")
        }

        private init(_ logo: Logo, source: String) {
            self.source = source
            width = logo.mail.width
            height = logo.mail.height
        }
    }

    /// The whole document, in UTF-8.
    ///
    /// - Parameter logo: nil for none.
    public static func render(_ letter: Letter, logo: Picture? = nil) -> String {
        var html = HTMLText()
        html.raw("<!DOCTYPE html>\n<html lang=\"")
        html.raw(letter.language.rawValue)
        html.raw("\">\n<head>\n<meta charset=\"utf-8\">\n")
        html.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        html.raw("<meta name=\"color-scheme\" content=\"light dark\">\n")
        html.raw("<meta name=\"supported-color-schemes\" content=\"light dark\">\n")
        html.element("title", letter.subject)
        html.raw(
            "<style>\n\(style(letter.look?.colour))\n</style>\n</head>\n<body style=\"margin:0;padding:0\">\n"
        )
        html.raw("<div style=\"display:none;max-height:0;overflow:hidden\" aria-hidden=\"true\">")
        html.text(letter.preheader)
        html.raw(previewFill)
        html.raw("</div>\n<main class=\"sheet\" style=\"\(sheet)\">\n")
        head(letter, logo, &html)
        html.element("p", letter.greeting, style: paragraph)
        paragraphs(letter.opening, &html)
        table(letter.table, &html)
        paragraphs(letter.terms, &html)
        payment(letter.payment, &html)
        paragraphs(letter.closing, &html)
        html.raw("<p style=\"\(paragraph)\">")
        html.text(letter.signOff)
        html.raw("<br>\n<strong>")
        html.text(letter.sender.name)
        html.raw("</strong>")
        for detail in letter.sender.details.dropFirst() {
            html.raw("<br>\n")
            html.text(detail)
        }
        html.raw("</p>\n<footer class=\"quiet line\" style=\"\(foot)\">")
        html.text(letter.footer.joined(separator: " · "))
        html.raw("</footer>\n</main>\n</body>\n</html>\n")
        return html.string
    }

    /// Invisible characters after the preheader. Mailboxes fill their preview from what follows it,
    /// and the heading of a collection notice must not show there (inkassoloven § 8).
    private static let previewFill = String(repeating: "&#847;&nbsp;", count: 120)

    private static let sheet =
        "max-width:600px;margin:0 auto;padding:24px 20px;"
        + "font:16px/1.5 -apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif"
    private static let paragraph = "margin:0 0 16px"
    private static let small = "font-size:14px;line-height:1.45"
    private static let amount = "text-align:right;white-space:nowrap;vertical-align:top;padding:"
    private static let label = "text-align:left;vertical-align:top;font-weight:normal;padding:"
    private static let foot =
        "margin-top:28px;padding-top:12px;border-top-width:1px;border-top-style:solid;\(small)"

    private static let darkPage = Colour(red: 0x14, green: 0x19, blue: 0x1B)

    /// The company's colour as it is for lines and surfaces, and made legible for text.
    private static func style(_ colour: Colour?) -> String {
        let accent = colour.map { LetterLook.textColour(of: $0).hex } ?? "#0b5563"
        let darkAccent = colour?.legible(on: darkPage).hex ?? "#7fc9d6"
        return """
            :root { color-scheme: light dark; }
            body, .sheet { background: #ffffff; color: #1d2529; }
            h1, .accent { color: \(accent); }
            .quiet { color: #5a666c; }
            .line { border-color: #d5dcdf; }
            .box { background: \(colour.map { LetterLook.tint(of: $0).hex } ?? "#f2f6f7"); border-color: \(colour?.hex ?? accent); }
            table { font-variant-numeric: tabular-nums; }
            @media (prefers-color-scheme: dark) {
            body, .sheet { background: #14191b; color: #e8ecee; }
            h1, .accent { color: \(darkAccent); }
            .quiet { color: #a3afb5; }
            .line { border-color: #3a4449; }
            .box { background: #1d2528; border-color: \(darkAccent); }
            }
            """
    }

    /// Who writes: the logo, or the name, on a band in the company's colour.
    ///
    /// The logo has white behind it on any screen, since most are drawn for paper.
    private static func banner(_ letter: Letter, _ logo: Picture?, _ html: inout HTMLText) {
        let table = "<table role=\"presentation\" cellpadding=\"0\" cellspacing=\"0\""
        if let colour = letter.look?.colour {
            html.raw("\(table) width=\"100%\" bgcolor=\"\(colour.hex)\" style=\"width:100%;")
            html.raw("margin:0 0 22px;border-collapse:separate;border-radius:6px;")
            html.raw("background:\(colour.hex)\"><tr><td style=\"padding:14px 16px\">\n")
            if logo == nil {
                html.raw("<strong style=\"font-size:18px;color:\(colour.text.hex)\">")
                html.text(letter.sender.name)
                html.raw("</strong>\n")
            }
        }
        if let logo {
            let isOnBand = letter.look?.colour != nil
            html.raw("\(table) bgcolor=\"#ffffff\" style=\"border-collapse:separate;")
            html.raw("border-radius:4px;background:#ffffff\(isOnBand ? "" : ";margin:0 0 22px")\">")
            html.raw("<tr><td style=\"padding:\(isOnBand ? "8px 12px" : "6px 0")\">")
            html.raw("<img src=\"\(logo.source)\" width=\"\(logo.width)\" ")
            html.raw("height=\"\(logo.height)\" alt=\"")
            html.text(letter.sender.name)
            html.raw("\" style=\"display:block;border:0;color:#1d2529;font-size:16px;")
            html.raw("font-weight:bold;line-height:1.3\"></td></tr></table>\n")
        }
        if letter.look?.colour != nil { html.raw("</td></tr></table>\n") }
    }

    private static func head(_ letter: Letter, _ logo: Picture?, _ html: inout HTMLText) {
        if logo != nil || letter.look?.colour != nil {
            banner(letter, logo, &html)
        } else {
            html.raw("<p class=\"accent\" style=\"margin:0 0 20px;font-weight:bold\">")
            html.text(letter.sender.name)
            html.raw("</p>\n")
        }
        html.element("h1", letter.title, style: "margin:0 0 6px;font-size:26px;line-height:1.25")
        html.raw("<p class=\"quiet\" style=\"margin:0 0 20px;\(small)\">")
        for (index, fact) in letter.references.enumerated() {
            if index > 0 { html.raw(" · ") }
            html.text("\(fact.label) \(fact.value)".hardSpaced)
        }
        html.raw("</p>\n")
    }

    private static func paragraphs(_ paragraphs: [Letter.Paragraph], _ html: inout HTMLText) {
        for item in paragraphs {
            html.raw("<p style=\"\(paragraph)\">")
            if item.isStrong { html.raw("<strong>") }
            html.text(item.text)
            if item.isStrong { html.raw("</strong>") }
            html.raw("</p>\n")
        }
    }

    /// Two columns, label and amount, so that it reads on a phone without scrolling sideways.
    private static func table(_ table: ClaimTable, _ html: inout HTMLText) {
        html.raw("<table style=\"width:100%;border-collapse:collapse;margin:4px 0 20px\">\n")
        for row in table.rows {
            html.raw("<tbody>\n<tr><th scope=\"rowgroup\" colspan=\"2\" class=\"line\" style=\"")
            html.raw("\(label)10px 0 2px;border-top-width:1px;border-top-style:solid\">")
            rowHead(table, row, &html)
            html.raw("</th></tr>\n")
            let amounts = table.columns.indices.filter {
                table.columns[$0].isAmount && !row.cells[$0].isEmpty
            }
            for index in amounts.count > 2 ? amounts[...] : amounts.suffix(1) {
                pair(table.headings[index], row.cells[index], padding: "1px 0", &html)
            }
            html.raw("<tr><td colspan=\"2\" style=\"padding:0 0 8px\"></td></tr>\n</tbody>\n")
        }
        html.raw("<tfoot>\n<tr><th scope=\"row\" class=\"line\" style=\"\(label)10px 12px 10px 0;")
        html.raw("border-top-width:2px;border-top-style:solid\"><strong>")
        html.text(table.totalLabel)
        html.raw("</strong></th><td class=\"line\" style=\"\(amount)10px 0;")
        html.raw("border-top-width:2px;border-top-style:solid\"><strong>")
        html.text(table.totalAmount)
        html.raw("</strong></td></tr>\n</tfoot>\n</table>\n")
    }

    private static func rowHead(
        _ table: ClaimTable, _ row: ClaimTable.Row, _ html: inout HTMLText
    ) {
        var isFirst = true
        for (index, column) in table.columns.enumerated()
        where !column.isAmount && column != .kid {
            let words = "\(table.headings[index]) \(row.cells[index])".hardSpaced
            if isFirst {
                html.raw("<strong>")
                html.text(words)
                html.raw("</strong>")
            } else {
                html.raw(" <span class=\"quiet\" style=\"\(small)\">· ")
                html.text(words)
                html.raw("</span>")
            }
            isFirst = false
        }
        if !row.note.isEmpty {
            html.raw("<br>\n<span class=\"quiet\" style=\"\(small)\">")
            html.text(row.note)
            html.raw("</span>")
        }
    }

    private static func pair(
        _ name: String, _ value: String, padding: String, _ html: inout HTMLText
    ) {
        html.raw("<tr><th scope=\"row\" style=\"\(label)\(padding)\">")
        html.text(name)
        html.raw("</th><td style=\"\(amount)\(padding)\">")
        html.text(value)
        html.raw("</td></tr>\n")
    }

    private static func payment(_ payment: PaymentBox, _ html: inout HTMLText) {
        html.raw("<section class=\"box\" style=\"margin:0 0 20px;padding:16px 18px;")
        html.raw("border-left-width:4px;border-left-style:solid\">\n")
        html.element("h2", payment.heading, style: "margin:0 0 8px;font-size:18px")
        html.raw("<table style=\"width:100%;border-collapse:collapse\">\n")
        for fact in payment.facts {
            html.raw("<tr><th scope=\"row\" class=\"quiet\" style=\"\(label)3px 12px 3px 0\">")
            html.text(fact.label)
            html.raw("</th><td style=\"vertical-align:top;padding:3px 0\"><strong>")
            html.text(fact.value)
            html.raw("</strong></td></tr>\n")
        }
        html.raw("</table>\n")
        if !payment.note.isEmpty {
            html.element("p", payment.note, style: "margin:12px 0 4px")
        }
        if !payment.parts.isEmpty {
            html.raw("<table style=\"width:100%;border-collapse:collapse\">\n")
            for part in payment.parts {
                html.raw("<tr><th scope=\"row\" style=\"\(label)3px 12px 3px 0\">")
                html.text(part.label)
                if !part.kid.isEmpty {
                    html.raw("<br>\n<strong>")
                    html.text(part.kid)
                    html.raw("</strong>")
                }
                html.raw("</th><td style=\"\(amount)3px 0\">")
                html.text(part.amount)
                html.raw("</td></tr>\n")
            }
            html.raw("</table>\n")
        }
        html.raw("</section>\n")
    }
}

/// HTML being written: `text` escapes, `raw` is for our own marks alone.
private struct HTMLText {
    private var bytes: [UInt8] = []

    init() { bytes.reserveCapacity(8_000) }

    var string: String { String(decoding: bytes, as: UTF8.self) }

    mutating func raw(_ marks: String) { bytes.append(contentsOf: marks.utf8) }

    mutating func text(_ text: String) {
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "&"): raw("&amp;")
            case UInt8(ascii: "<"): raw("&lt;")
            case UInt8(ascii: ">"): raw("&gt;")
            case UInt8(ascii: "\""): raw("&quot;")
            case UInt8(ascii: "'"): raw("&#39;")
            default: bytes.append(byte)
            }
        }
    }

    mutating func element(_ name: String, _ content: String, style: String = "") {
        raw(style.isEmpty ? "<\(name)>" : "<\(name) style=\"\(style)\">")
        text(content)
        raw("</\(name)>\n")
    }
}
