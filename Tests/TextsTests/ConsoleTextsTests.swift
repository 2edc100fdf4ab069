import Basics
import Law
import Testing
import Texts

@Suite struct ConsoleTextsTests {
    @Test func `A collection notice is a warning of transfer under the act of 2026`() {
        for (language, notice, warning) in [
            (Language.nb, "inkassovarsel", "varsel om overføring til inkasso"),
            (.nn, "inkassovarsel", "varsel om overføring til inkasso"),
            (.en, "collection notice", "notice of transfer to collection"),
        ] {
            let texts = ConsoleTexts(language)
            #expect(texts.step("collection-notice", regime: .act1988) == notice)
            #expect(texts.step("collection-notice", regime: .act2026) == warning)
            #expect(texts.step("transfer-warning") == warning)
        }
    }

    @Test func `Every other step has one name under both acts`() {
        let texts = ConsoleTexts(.nb)
        for name in ["nudge", "reminder", "payment-demand", "ask"] {
            #expect(texts.step(name, regime: .act2026) == texts.step(name))
            #expect(texts.step(name, regime: .act1988) == texts.step(name))
        }
    }
}
