// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func test(
    _ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []
) -> Target {
    .testTarget(
        name: name, dependencies: dependencies, exclude: exclude, swiftSettings: strict)
}

func system(_ name: String, _ pkgConfig: String, _ package: String) -> Target {
    .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([package])])
}

let package = Package(
    name: "purr",
    products: [
        .executable(name: "purr", targets: ["purr"]),
        .executable(name: "purr-bench", targets: ["purr-bench"]),
        .executable(name: "purr-fuzz", targets: ["purr-fuzz"]),
    ],
    dependencies: [
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    ],
    targets: [
        module("Basics"),
        module("Law", ["Basics"]),
        module("Claims", ["Law", "Basics"]),
        module("Texts", ["Law", "Basics"]),
        module("Scenarios", ["Claims", "Texts", "Law", "Basics"]),
        module("Formats", ["Basics", "CLibXML2", "CXlsxWriter", "CArchive"]),
        module(
            "Letters",
            [
                "Claims", "Texts", "Law", "Basics", "CPangoCairo", "CHarfBuzz", "CQRencode",
                "CRSVG", "CZlib",
            ]),
        module(
            "Store",
            [
                "Claims", "Law", "Basics", "CSodium", "CPQ", "CZlib",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ]),
        module("Desk", ["Store", "Letters", "Formats", "Claims", "Texts", "Law", "Basics"]),
        module("Delivery", ["Desk", "Basics", "CCrypto", "CCurl", "CQPDF"]),
        module(
            "Simulation",
            ["Desk", "Store", "Letters", "Formats", "Claims", "Texts", "Law", "Basics"]),
        .executableTarget(
            name: "purr",
            dependencies: [
                "Simulation", "Delivery", "Desk", "Store", "Letters", "Formats", "Scenarios",
                "Claims", "Texts", "Law", "Basics",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict),

        .executableTarget(
            name: "purr-bench",
            dependencies: [
                "Delivery", "Desk", "Store", "Letters", "Formats", "Claims", "Texts", "Law",
                "Basics", "CPQ",
            ],
            path: "Benchmarks",
            exclude: [
                "peer_ocr.py", "peer_report.py", "peer_xml.py", "typst_letter.py",
                "weasyprint_letter.py",
            ],
            swiftSettings: strict),

        // Damaged files against the readers: the tests run it briefly, `make fuzz` for long.
        .target(
            name: "Fuzzing", dependencies: ["Formats", "Basics"], path: "Fuzz/Engine",
            swiftSettings: strict),
        .executableTarget(
            name: "purr-fuzz", dependencies: ["Fuzzing"], path: "Fuzz/Program",
            swiftSettings: strict),

        system("CLibXML2", "libxml-2.0", "libxml2-dev"),
        system("CArchive", "libarchive", "libarchive-dev"),
        system("CPangoCairo", "pangocairo", "libpango1.0-dev"),
        system("CHarfBuzz", "harfbuzz-subset", "libharfbuzz-dev"),
        system("CZlib", "zlib", "zlib1g-dev"),
        system("CQRencode", "libqrencode", "libqrencode-dev"),
        system("CRSVG", "librsvg-2.0", "librsvg2-dev"),
        system("CCurl", "libcurl", "libcurl4-openssl-dev"),
        system("CCrypto", "libcrypto", "libssl-dev"),
        system("CQPDF", "libqpdf", "libqpdf-dev"),
        system("CPQ", "libpq", "libpq-dev"),
        system("CSodium", "libsodium", "libsodium-dev"),
        system("CXlsxWriter", "xlsxwriter", "libxlsxwriter-dev"),

        // A store for each test, on either engine.
        .target(
            name: "TestStore", dependencies: ["Store", "CPQ"], path: "Tests/TestStore",
            swiftSettings: strict),
        test("BasicsTests", ["Basics"]),
        test("LawTests", ["Law", "Basics"]),
        test("ClaimsTests", ["Claims", "Law", "Basics"]),
        test("TextsTests", ["Texts", "Law", "Basics"]),
        test("ScenariosTests", ["Scenarios", "Claims", "Law", "Basics"]),
        test("FormatsTests", ["Formats", "Basics", "Fuzzing", "CLibXML2", "CArchive"]),
        test(
            "LettersTests", ["Letters", "Texts", "Claims", "Law", "Basics"],
            exclude: ["Golden", "LintCorpus"]),
        test(
            "StoreTests", ["TestStore", "CPQ", "Store", "Claims", "Law", "Basics"],
            exclude: ["Fixtures"]),
        test(
            "DeskTests",
            [
                "TestStore", "Desk", "Store", "Letters", "Formats", "Claims", "Texts", "Law",
                "Basics",
            ]),
        test("DeliveryTests", ["Delivery", "Desk", "Basics"]),
        test(
            "SimulationTests",
            [
                "TestStore", "Simulation", "Desk", "Store", "Letters", "Formats", "Claims", "Law",
                "Basics",
            ]),
        test("LawManual", ["Law", "Basics"]),
        test(
            "EndToEnd",
            ["TestStore", "Desk", "Store", "Letters", "Claims", "Basics"]),
        test("Tidy", []),
    ],
    swiftLanguageModes: [.v6]
)
