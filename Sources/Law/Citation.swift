import Basics

/// Where a rule stands, so that anyone can look it up: an act or regulation and its paragraph.
public struct Citation: Hashable, Codable, Sendable {
    public enum Act: String, Codable, CaseIterable, Sendable {
        /// Inkassoloven, lov 1988-05-13 nr 26.
        case inkassoloven
        /// Inkassoforskriften, forskrift 1989-07-14 nr 562.
        case inkassoforskriften
        /// Forsinkelsesrenteloven, lov 1976-12-17 nr 100.
        case forsinkelsesrenteloven
        /// Foreldelsesloven, lov 1979-05-18 nr 18.
        case foreldelsesloven
        /// Inkassoloven, lov 2026-05-22 nr 19 (adopted; start date not set).
        case inkassoloven2026
        /// Rettsgebyrloven, lov 1982-12-17 nr 86.
        case rettsgebyrloven
        /// Tvisteloven, lov 2005-06-17 nr 90.
        case tvisteloven
        /// Tvangsfullbyrdelsesloven, lov 1992-06-26 nr 86.
        case tvangsfullbyrdelsesloven
        /// Forskrift 2020-10-23 nr 2120 om saksøktes ansvar for sakskostnader ved tvangsfullbyrdelse.
        case sakskostnadsforskriften
        /// Konkursloven, lov 1984-06-08 nr 58.
        case konkursloven
        /// Dekningsloven, lov 1984-06-08 nr 59.
        case dekningsloven
        /// Merverdiavgiftsloven, lov 2009-06-19 nr 58.
        case merverdiavgiftsloven
        /// Merverdiavgiftsforskriften, forskrift 2009-12-15 nr 1540.
        case merverdiavgiftsforskriften
        /// Skattebetalingsloven, lov 2005-06-17 nr 67.
        case skattebetalingsloven
        /// Skatteforvaltningsforskriften, forskrift 2016-11-23 nr 1360.
        case skatteforvaltningsforskriften
        /// A-opplysningsforskriften, forskrift 2014-06-24 nr 857.
        case aOpplysningsforskriften = "a-opplysningsforskriften"
        /// Ferieloven, lov 1988-04-29 nr 21.
        case ferieloven
        /// Skatteforvaltningsloven, lov 2016-05-27 nr 14.
        case skatteforvaltningsloven
        /// A-opplysningsloven, lov 2012-06-22 nr 43.
        case aOpplysningsloven = "a-opplysningsloven"
        /// Domstolloven, lov 1915-08-13 nr 5.
        case domstolloven
        /// Bokføringsloven, lov 2004-11-19 nr 73.
        case bokføringsloven
        /// Forordning (EU) 2016/679, norsk lov ved personopplysningsloven, lov 2018-06-15 nr 38.
        case personvernforordningen
    }

    public let act: Act
    /// `§ 9`, `§ 1-2 (1)`.
    public let paragraph: String

    public init(_ act: Act, _ paragraph: String) {
        self.act = act
        self.paragraph = paragraph
    }

    /// `inkassoloven § 9`.
    public var text: String {
        switch act {
        case .inkassoloven2026: "inkassoloven (2026) \(paragraph)"
        default: "\(act.rawValue) \(paragraph)"
        }
    }

    /// The act as Lovdata numbers it, and the day its consolidated text was read: `LOV-1988-05-13-26, 2026-07-02`.
    public var version: String { "\(identity), \(Citation.readThrough.iso)" }

    /// `LOV-1988-05-13-26`.
    public var identity: String {
        let parts = url.split(separator: "/").suffix(2)
        let kind = parts.first == "forskrift" ? "FOR" : "LOV"
        return "\(kind)-\(parts.last ?? "")"
    }

    /// The consolidated texts that the rules were written from hold amendments through this day.
    public static let readThrough = Day(2026, 7, 2)

    /// The consolidated text at Lovdata.
    public var url: String {
        switch act {
        case .inkassoloven: "https://lovdata.no/lov/1988-05-13-26"
        case .inkassoforskriften: "https://lovdata.no/forskrift/1989-07-14-562"
        case .forsinkelsesrenteloven: "https://lovdata.no/lov/1976-12-17-100"
        case .foreldelsesloven: "https://lovdata.no/lov/1979-05-18-18"
        case .inkassoloven2026: "https://lovdata.no/lov/2026-05-22-19"
        case .rettsgebyrloven: "https://lovdata.no/lov/1982-12-17-86"
        case .tvisteloven: "https://lovdata.no/lov/2005-06-17-90"
        case .tvangsfullbyrdelsesloven: "https://lovdata.no/lov/1992-06-26-86"
        case .sakskostnadsforskriften: "https://lovdata.no/forskrift/2020-10-23-2120"
        case .konkursloven: "https://lovdata.no/lov/1984-06-08-58"
        case .dekningsloven: "https://lovdata.no/lov/1984-06-08-59"
        case .merverdiavgiftsloven: "https://lovdata.no/lov/2009-06-19-58"
        case .merverdiavgiftsforskriften: "https://lovdata.no/forskrift/2009-12-15-1540"
        case .skattebetalingsloven: "https://lovdata.no/lov/2005-06-17-67"
        case .skatteforvaltningsforskriften: "https://lovdata.no/forskrift/2016-11-23-1360"
        case .aOpplysningsforskriften: "https://lovdata.no/forskrift/2014-06-24-857"
        case .ferieloven: "https://lovdata.no/lov/1988-04-29-21"
        case .skatteforvaltningsloven: "https://lovdata.no/lov/2016-05-27-14"
        case .aOpplysningsloven: "https://lovdata.no/lov/2012-06-22-43"
        case .domstolloven: "https://lovdata.no/lov/1915-08-13-5"
        case .bokføringsloven: "https://lovdata.no/lov/2004-11-19-73"
        case .personvernforordningen: "https://lovdata.no/lov/2018-06-15-38"
        }
    }
}
