/// A file of stories, as read.
public struct StoryFile: Sendable {
    public let stories: [Story]

    /// Reads every story in the text. A line that is not understood is a fault of its story; the others stand.
    public init(_ text: String) {
        var parser = StoryParser()
        var number = 0
        // A byte order mark is no word.
        let text = text.hasPrefix("\u{FEFF}") ? text.dropFirst() : text[...]
        // `\r\n` is one character, and a line break like the others.
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            number += 1
            parser.read(line, number: number)
        }
        stories = parser.finish()
    }
}
