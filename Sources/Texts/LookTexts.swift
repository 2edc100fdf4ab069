import Basics

/// What the terminal says of how a company's letters look.
public struct LookTexts: Sendable {
    public let language: Language

    public init(_ language: Language) { self.language = language }

    private func say(_ nb: String, _ nn: String, _ en: String) -> String {
        choose(language, nb, nn, en)
    }

    /// A logo with its kind and size on paper.
    ///
    /// - Parameters:
    ///   - width: in millimetres.
    ///   - height: in millimetres.
    public func logo(_ kind: String, width: Int, height: Int) -> String {
        "logo \(kind.uppercased()), \(width) × \(height) mm"
    }

    public func since(_ day: String, by actor: String) -> String {
        say("fra \(day) av \(actor)", "frå \(day) av \(actor)", "since \(day) by \(actor)")
    }

    public func colour(_ hex: String) -> String {
        say("farge \(hex)", "farge \(hex)", "colour \(hex)")
    }

    /// The colour is too light to be read as text.
    public func darkened(_ hex: String) -> String {
        say(
            "som tekst \(hex), så den kan leses (4,5:1)",
            "som tekst \(hex), så han kan lesast (4,5:1)",
            "as text \(hex), so that it can be read (4.5:1)")
    }

    /// Neither logo nor colour.
    public var plain: String {
        say(
            "ingen logo · Purrs farge (purr book set --logo fil.svg --colour '#1d5c4d')",
            "ingen logo · fargen til Purr (purr book set --logo fil.svg --colour '#1d5c4d')",
            "no logo · Purr's colour (purr book set --logo file.svg --colour '#1d5c4d')")
    }

    public var taken: String {
        say(
            "Gjelder fra neste brev som godkjennes.", "Gjeld frå neste brev som blir godkjent.",
            "Holds from the next letter that is approved.")
    }
}
