import Desk
import Foundation

extension PrintDesk {
    /// Letters in one batch: a file of some 100 MB is what printers and memory take with ease.
    static let lettersMost = 2_000
    private static let batchesMostADay = 999

    /// What is about to become a batch, so that a run that was cut off is finished or forgotten, and never half of each.
    private struct Plan: Codable {
        var batch: String
        var stems: [String]
        var hashes: [String]
    }

    func makeBatch(day: String) throws(DeliveryFailure) -> PrintBatch? {
        let lock = try locked()
        defer { close(lock) }
        try finishPlan()
        let letters = try waitingLetters()
        guard !letters.isEmpty else { return nil }
        let name = try freeName(day)
        let chosen = Array(letters.prefix(Self.lettersMost))
        let hashes = chosen.map(\.letter.sha256)
        let record = Plan(batch: name, stems: chosen.map(\.stem), hashes: hashes)
        try AtomicFile.write(try Self.json(record), to: plan)
        try AtomicFile.synchronise(settings.directory)
        let rows: [PrintBatch.Letter]
        do throws(DeliveryFailure) {
            rows = try write(chosen, as: name)
        } catch {
            unlink(plan)
            throw error
        }
        try finishPlan()
        return PrintBatch(
            name: name, directory: "\(batches)/\(name)", letters: rows,
            remaining: letters.count - chosen.count)
    }

    /// When the planned batch is there, notes its letters as done and takes them out of the queue; else drops what was begun.
    private func finishPlan() throws(DeliveryFailure) {
        guard let bytes = try AtomicFile.read(plan) else { return }
        let record = try Self.decode(Plan.self, bytes, "plan.json")
        try? FileManager.default.removeItem(atPath: "\(batches)/.\(record.batch)")
        if FileManager.default.fileExists(atPath: "\(batches)/\(record.batch)") {
            for (stem, hash) in zip(record.stems, record.hashes) {
                let note = DoneNote(batch: record.batch, sha256: hash)
                try AtomicFile.write(try Self.json(note), to: "\(done)/\(stem).json")
            }
            try AtomicFile.synchronise(done)
            for stem in record.stems {
                unlink("\(waiting)/\(stem).json")
                unlink("\(waiting)/\(stem).pdf")
            }
            try AtomicFile.synchronise(waiting)
        }
        unlink(plan)
        try AtomicFile.synchronise(settings.directory)
    }

    // MARK: - What waits

    private struct Item {
        var stem: String
        var letter: WaitingLetter
        var pages: Int
        var sheets: Int
    }

    /// Sorted for the enveloping: machines are set by the number of sheets, mail by country and postcode.
    private func waitingLetters() throws(DeliveryFailure) -> [Item] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: waiting)) ?? []
        var items: [Item] = []
        for name in names where name.hasSuffix(".json") && !name.hasPrefix(".") {
            let stem = String(name.dropLast(5))
            guard let note = try AtomicFile.read("\(waiting)/\(name)") else { continue }
            let letter = try Self.decode(WaitingLetter.self, note, name)
            let bytes = try pdf(stem, letter)
            let pages: Int
            do {
                pages = try PDFBundle().append(bytes)
            } catch {
                throw DeliveryFailure(.permanent, "\(stem).pdf is no PDF: \(error.words)")
            }
            let sheets = settings.isDuplex ? (pages + 1) / 2 : pages
            items.append(Item(stem: stem, letter: letter, pages: pages, sheets: sheets))
        }
        return items.sorted { a, b in
            let (first, second) = (a.letter, b.letter)
            return (a.sheets, first.country, first.postcode, first.id)
                < (b.sheets, second.country, second.postcode, second.id)
        }
    }

    private func pdf(_ stem: String, _ letter: WaitingLetter) throws(DeliveryFailure) -> [UInt8] {
        guard let bytes = try AtomicFile.read("\(waiting)/\(stem).pdf"),
            Fingerprint.of(bytes) == letter.sha256
        else {
            throw DeliveryFailure(
                .permanent, "\(stem).pdf is not the letter that was laid ready")
        }
        return bytes
    }

    private func freeName(_ day: String) throws(DeliveryFailure) -> String {
        for number in 1...Self.batchesMostADay {
            let name = "\(day)-\(number)"
            if !FileManager.default.fileExists(atPath: "\(batches)/\(name)") { return name }
        }
        throw DeliveryFailure(.temporary, "\(Self.batchesMostADay) batches on \(day)")
    }

    // MARK: - The batch

    /// Everything is written beside, and gets its name when it is complete.
    private func write(
        _ items: [Item], as name: String
    ) throws(DeliveryFailure) -> [PrintBatch.Letter] {
        let hidden = "\(batches)/.\(name)"
        try? FileManager.default.removeItem(atPath: hidden)
        try AtomicFile.makeDirectory(hidden)
        let rows = settings.isMerged ? try merge(items, hidden) : try copy(items, hidden)
        try AtomicFile.write(try Self.json(rows), to: hidden + "/manifest.json")
        try AtomicFile.write(PrintManifest.csv(rows), to: hidden + "/manifest.csv")
        try AtomicFile.synchronise(hidden)
        guard rename(hidden, "\(batches)/\(name)") == 0 else {
            throw DeliveryFailure(.temporary, "can not name the batch \(name)")
        }
        try AtomicFile.synchronise(batches)
        return rows
    }

    private func merge(_ items: [Item], _ folder: String) throws(DeliveryFailure)
        -> [PrintBatch.Letter]
    {
        var rows: [PrintBatch.Letter] = []
        var whole: [UInt8] = []
        var files: [[UInt8]] = []
        for item in items { files.append(try pdf(item.stem, item.letter)) }
        do {
            let bundle = try PDFBundle()
            for (item, bytes) in zip(items, files) {
                rows.append(row(item, file: "letters.pdf", firstPage: bundle.pages + 1))
                _ = try bundle.append(bytes)
                // Else the next letter would begin on the back of this one.
                if settings.isDuplex, bundle.pages % 2 == 1 { try bundle.appendBlank() }
            }
            whole = try bundle.bytes()
        } catch {
            throw DeliveryFailure(.permanent, "the letters make no PDF: \(error.words)")
        }
        try AtomicFile.write(whole, to: folder + "/letters.pdf")
        return rows
    }

    private func copy(_ items: [Item], _ folder: String) throws(DeliveryFailure)
        -> [PrintBatch.Letter]
    {
        var rows: [PrintBatch.Letter] = []
        for item in items {
            let bytes = try pdf(item.stem, item.letter)
            try AtomicFile.write(bytes, to: "\(folder)/\(item.stem).pdf")
            rows.append(row(item, file: "\(item.stem).pdf", firstPage: 1))
        }
        return rows
    }

    private func row(_ item: Item, file: String, firstPage: Int) -> PrintBatch.Letter {
        PrintBatch.Letter(
            id: item.letter.id, file: file, firstPage: firstPage, pages: item.pages,
            sheets: item.sheets, recipient: item.letter.recipient,
            postcode: item.letter.postcode, country: item.letter.country,
            isColour: settings.isColour, sha256: item.letter.sha256)
    }
}

/// The list that goes with a batch.
enum PrintManifest {
    /// RFC 4180 with commas, UTF-8, a header, every text in quotes.
    static func csv(_ rows: [PrintBatch.Letter]) -> [UInt8] {
        var lines = [
            "id,file,first_page,pages,sheets,recipient,postcode,country,colour,sha256"
        ]
        for row in rows {
            lines.append(
                [
                    quoted(row.id), quoted(row.file), "\(row.firstPage)", "\(row.pages)",
                    "\(row.sheets)", quoted(row.recipient), quoted(row.postcode),
                    quoted(row.country), row.isColour ? "yes" : "no", quoted(row.sha256),
                ].joined(separator: ","))
        }
        return Array(lines.map { $0 + "\r\n" }.joined().utf8)
    }

    /// A spreadsheet would take a text that begins like a formula for one; a blank before it says that it is none.
    private static func quoted(_ text: String) -> String {
        let isFormula = text.first.map { "=+-@\t\r".contains($0) } ?? false
        let clean = text.unicodeScalars.map { $0.value < 0x20 ? " " : String($0) }.joined()
        return "\"\(isFormula ? " " : "")\(clean.replacing("\"", with: "\"\""))\""
    }
}
