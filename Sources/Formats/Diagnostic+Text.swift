extension String {
    /// The text, or the word for none: a diagnostic always says what was found.
    var orNothing: String {
        let isBlank = utf8.allSatisfy { $0 <= 32 }
        return isBlank ? "nothing" : self
    }
}
