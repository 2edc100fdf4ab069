import CQPDF

/// Several PDF files put one after the other into one.
///
/// Bytes in, bytes out; the same files in the same order give the same bytes. What only a single document has – its outline, its
/// tags – is left behind: paper has neither. Not thread-safe.
final class PDFBundle {
    struct Problem: Error {
        var words: String
    }

    private var result: qpdf_data?
    /// Pages are fetched from their files when the bundle is written, so the files stay until then.
    private var sources: [(data: qpdf_data?, bytes: UnsafeMutableBufferPointer<CChar>)] = []
    private(set) var pages = 0

    init() throws(Problem) {
        result = qpdf_init()
        qpdf_silence_errors(result)
        qpdf_set_suppress_warnings(result, 1)
        try check(qpdf_empty_pdf(result), result)
    }

    deinit {
        qpdf_cleanup(&result)
        for index in sources.indices {
            qpdf_cleanup(&sources[index].data)
            sources[index].bytes.deallocate()
        }
    }

    /// Adds a file's pages.
    ///
    /// - Returns: how many they are; at least one.
    func append(_ bytes: [UInt8]) throws(Problem) -> Int {
        let copy = UnsafeMutableBufferPointer<CChar>.allocate(capacity: max(1, bytes.count))
        _ = copy.initialize(from: bytes.lazy.map { CChar(bitPattern: $0) })
        let source = qpdf_init()
        sources.append((source, copy))
        qpdf_silence_errors(source)
        qpdf_set_suppress_warnings(source, 1)
        try check(
            qpdf_read_memory(
                source, "letter", copy.baseAddress, UInt64(bytes.count), nil), source)
        let count = qpdf_get_num_pages(source)
        guard count > 0 else { throw Problem(words: "no pages") }
        for index in 0..<Int(count) {
            try check(
                qpdf_add_page(result, source, qpdf_get_page_n(source, index), 0), result)
        }
        pages += Int(count)
        return Int(count)
    }

    /// Adds an empty page of A4.
    func appendBlank() throws(Problem) {
        let page = qpdf_make_indirect_object(
            result,
            qpdf_oh_parse(
                result, "<< /Type /Page /MediaBox [0 0 595.276 841.89] /Resources << >> >>"))
        try check(qpdf_add_page(result, result, page, 0), result)
        pages += 1
    }

    func bytes() throws(Problem) -> [UInt8] {
        try check(qpdf_init_write_memory(result), result)
        // The identity follows from the content, and not from the time of day.
        qpdf_set_deterministic_ID(result, 1)
        try check(qpdf_write(result), result)
        guard let start = qpdf_get_buffer(result) else { throw Problem(words: "nothing written") }
        return Array(UnsafeBufferPointer(start: start, count: qpdf_get_buffer_length(result)))
    }

    /// Warnings pass: the library has repaired what it warns of.
    private func check(_ code: Int32, _ data: qpdf_data?) throws(Problem) {
        guard code & 2 != 0 || qpdf_has_error(data) != 0 else { return }
        let error = qpdf_get_error(data)
        let text = qpdf_get_error_message_detail(data, error).map { String(cString: $0) } ?? ""
        throw Problem(words: text.isEmpty ? "no PDF" : text)
    }
}
