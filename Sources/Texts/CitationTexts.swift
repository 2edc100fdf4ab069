import Basics
import Law

extension Citation {
    /// `inkassoloven § 9`, in Nynorsk `inkassolova § 9`; English keeps the Bokmål name, which is what Lovdata has.
    public func text(in language: Language) -> String {
        switch language {
        case .nb, .en: return text
        case .nn: break
        }
        switch act {
        case .forsinkelsesrenteloven: return "forseinkingsrentelova \(paragraph)"
        case .inkassoloven2026: return "inkassolova (2026) \(paragraph)"
        case .foreldelsesloven: return "foreldingslova \(paragraph)"
        default: break
        }
        for (ending, bent) in [("loven", "lova"), ("forskriften", "forskrifta")]
        where act.rawValue.hasSuffix(ending) {
            return "\(act.rawValue.dropLast(ending.count))\(bent) \(paragraph)"
        }
        return text
    }
}
