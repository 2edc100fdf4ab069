import Basics

// Statutory values as they stand in the acts and regulations named in each row, read on 2026-11-23 (consolidated
// texts of 2026-07-02; 2026 second half from secondary sources that agree). Oldest first, without gaps.
// A period without a row is not known, and asking for it is an error.

extension LawBook {
    /// Late interest in hundredths of a percent a year (forsinkelsesrenteloven § 3).
    public static let shippedLateInterest: [Dated<Int>] = [
        Dated(Day(2015, 1, 1), Day(2015, 6, 30), 925, "FOR-2014-12-12-1594"),
        Dated(Day(2015, 7, 1), Day(2015, 12, 31), 900, "FOR-2015-06-22-729"),
        Dated(Day(2016, 1, 1), Day(2016, 6, 30), 875, "FOR-2015-12-17-1694"),
        Dated(Day(2016, 7, 1), Day(2016, 12, 31), 850, "FOR-2016-06-23-784"),
        Dated(Day(2017, 1, 1), Day(2017, 6, 30), 850, "FOR-2016-12-15-1583"),
        Dated(Day(2017, 7, 1), Day(2017, 12, 31), 850, "FOR-2017-06-22-915"),
        Dated(Day(2018, 1, 1), Day(2018, 6, 30), 850, "FOR-2017-12-14-2020"),
        Dated(Day(2018, 7, 1), Day(2018, 12, 31), 850, "FOR-2018-06-21-940"),
        Dated(Day(2019, 1, 1), Day(2019, 6, 30), 875, "FOR-2018-12-13-1905"),
        Dated(Day(2019, 7, 1), Day(2019, 12, 31), 925, "FOR-2019-06-20-763"),
        Dated(Day(2020, 1, 1), Day(2020, 6, 30), 950, "FOR-2019-12-19-2027"),
        Dated(Day(2020, 7, 1), Day(2020, 12, 31), 800, "FOR-2020-06-18-1222"),
        Dated(Day(2021, 1, 1), Day(2021, 6, 30), 800, "FOR-2020-12-17-2954"),
        Dated(Day(2021, 7, 1), Day(2021, 12, 31), 800, "FOR-2021-06-17-2079"),
        Dated(Day(2022, 1, 1), Day(2022, 6, 30), 850, "FOR-2021-12-17-3742"),
        Dated(Day(2022, 7, 1), Day(2022, 12, 31), 925, "FOR-2022-06-24-1178"),
        Dated(Day(2023, 1, 1), Day(2023, 6, 30), 1075, "FOR-2022-12-15-2236"),
        Dated(Day(2023, 7, 1), Day(2023, 12, 31), 1175, "FOR-2023-06-22-1075"),
        Dated(Day(2024, 1, 1), Day(2024, 6, 30), 1250, "FOR-2023-12-14-2043"),
        Dated(Day(2024, 7, 1), Day(2024, 12, 31), 1250, "FOR-2024-06-26-1320"),
        Dated(Day(2025, 1, 1), Day(2025, 6, 30), 1250, "FOR-2024-12-19-3279"),
        Dated(Day(2025, 7, 1), Day(2025, 12, 31), 1225, "FOR-2025-06-23-1321"),
        Dated(Day(2026, 1, 1), Day(2026, 6, 30), 1200, "FOR-2025-12-18-2658"),
        Dated(Day(2026, 7, 1), Day(2026, 12, 31), 1225, "FOR-2026-06-25-1372"),
    ]

    /// Standard compensation (forsinkelsesrenteloven § 3 a).
    public static let shippedStandardCompensation: [Dated<Money>] = [
        Dated(Day(2015, 1, 1), Day(2015, 6, 30), Money(kroner: 330), "FOR-2014-12-12-1594"),
        Dated(Day(2015, 7, 1), Day(2015, 12, 31), Money(kroner: 330), "FOR-2015-06-22-729"),
        Dated(Day(2016, 1, 1), Day(2016, 6, 30), Money(kroner: 370), "FOR-2015-12-17-1694"),
        Dated(Day(2016, 7, 1), Day(2016, 12, 31), Money(kroner: 370), "FOR-2016-06-23-784"),
        Dated(Day(2017, 1, 1), Day(2017, 6, 30), Money(kroner: 360), "FOR-2016-12-15-1583"),
        Dated(Day(2017, 7, 1), Day(2017, 12, 31), Money(kroner: 370), "FOR-2017-06-22-915"),
        Dated(Day(2018, 1, 1), Day(2018, 6, 30), Money(kroner: 380), "FOR-2017-12-14-2020"),
        Dated(Day(2018, 7, 1), Day(2018, 12, 31), Money(kroner: 380), "FOR-2018-06-21-940"),
        Dated(Day(2019, 1, 1), Day(2019, 6, 30), Money(kroner: 380), "FOR-2018-12-13-1905"),
        Dated(Day(2019, 7, 1), Day(2019, 12, 31), Money(kroner: 390), "FOR-2019-06-20-763"),
        Dated(Day(2020, 1, 1), Day(2020, 6, 30), Money(kroner: 400), "FOR-2019-12-19-2027"),
        Dated(Day(2020, 7, 1), Day(2020, 12, 31), Money(kroner: 430), "FOR-2020-06-18-1222"),
        Dated(Day(2021, 1, 1), Day(2021, 6, 30), Money(kroner: 420), "FOR-2020-12-17-2954"),
        Dated(Day(2021, 7, 1), Day(2021, 12, 31), Money(kroner: 400), "FOR-2021-06-17-2079"),
        Dated(Day(2022, 1, 1), Day(2022, 6, 30), Money(kroner: 390), "FOR-2021-12-17-3742"),
        Dated(Day(2022, 7, 1), Day(2022, 12, 31), Money(kroner: 400), "FOR-2022-06-24-1178"),
        Dated(Day(2023, 1, 1), Day(2023, 6, 30), Money(kroner: 410), "FOR-2022-12-15-2236"),
        Dated(Day(2023, 7, 1), Day(2023, 12, 31), Money(kroner: 460), "FOR-2023-06-22-1075"),
        Dated(Day(2024, 1, 1), Day(2024, 6, 30), Money(kroner: 470), "FOR-2023-12-14-2043"),
        Dated(Day(2024, 7, 1), Day(2024, 12, 31), Money(kroner: 460), "FOR-2024-06-26-1320"),
        Dated(Day(2025, 1, 1), Day(2025, 6, 30), Money(kroner: 470), "FOR-2024-12-19-3279"),
        Dated(Day(2025, 7, 1), Day(2025, 12, 31), Money(kroner: 460), "FOR-2025-06-23-1321"),
        Dated(Day(2026, 1, 1), Day(2026, 6, 30), Money(kroner: 460), "FOR-2025-12-18-2658"),
        Dated(Day(2026, 7, 1), Day(2026, 12, 31), Money(kroner: 430), "FOR-2026-06-25-1372"),
    ]

    /// Inkassosats (inkassoforskriften § 1-1).
    public static let shippedCollectionRate: [Dated<Money>] = [
        Dated(
            Day(2015, 1, 1), Day(2015, 12, 31), Money(kroner: 650),
            "opas.no, 2015"),
        Dated(
            Day(2016, 1, 1), Day(2016, 12, 31), Money(kroner: 670), "faktura.no, 2016"),
        Dated(
            Day(2017, 1, 1), Day(2018, 12, 31), Money(kroner: 700),
            "sticos.no, 2018"),
        Dated(
            Day(2019, 1, 1), Day(2025, 12, 31), Money(kroner: 700),
            "inkassoforskriften § 1-1, 2025"),
        Dated(
            Day(2026, 1, 1), nil, Money(kroner: 750), "inkassoforskriften § 1-1, 2026"),
    ]

    /// Rettsgebyr, R (rettsgebyrloven § 1).
    public static let shippedCourtFee: [Dated<Money>] = [
        Dated(Day(2016, 1, 1), Day(2016, 12, 31), Money(kroner: 1025), "rettsgebyrloven § 1, 2016"),
        Dated(Day(2017, 1, 1), Day(2017, 12, 31), Money(kroner: 1049), "rettsgebyrloven § 1, 2017"),
        Dated(Day(2018, 1, 1), Day(2018, 12, 31), Money(kroner: 1130), "rettsgebyrloven § 1, 2018"),
        Dated(Day(2019, 1, 1), Day(2019, 12, 31), Money(kroner: 1150), "rettsgebyrloven § 1, 2019"),
        Dated(Day(2020, 1, 1), Day(2020, 12, 31), Money(kroner: 1172), "rettsgebyrloven § 1, 2020"),
        Dated(Day(2021, 1, 1), Day(2021, 12, 31), Money(kroner: 1199), "rettsgebyrloven § 1, 2021"),
        Dated(Day(2022, 1, 1), Day(2022, 12, 31), Money(kroner: 1223), "rettsgebyrloven § 1, 2022"),
        Dated(Day(2023, 1, 1), Day(2023, 12, 31), Money(kroner: 1243), "rettsgebyrloven § 1, 2023"),
        Dated(Day(2024, 1, 1), Day(2024, 12, 31), Money(kroner: 1277), "rettsgebyrloven § 1, 2024"),
        Dated(Day(2025, 1, 1), Day(2025, 12, 31), Money(kroner: 1314), "rettsgebyrloven § 1, 2025"),
        Dated(Day(2026, 1, 1), nil, Money(kroner: 1345), "rettsgebyrloven § 1, 2026"),
    ]
}
