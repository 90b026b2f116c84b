// swift-tools-version: 6.3
import PackageDescription

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
  .unsafeFlags(
    [
      // A process has one thread, so that references are counted without locking the bus. The tests
      // run in parallel, and are not built so.
      "-Xfrontend", "-assume-single-threaded",
      // A process lives for one conversation: to look up each generic type by its name once, and how
      // its parameters conform, took 6 % of a booking's instructions.
      "-Xfrontend", "-disable-concrete-type-metadata-mangled-name-accessors",
      // The debug builds, which the tests run in, look whether accesses overlap.
      "-enforce-exclusivity=unchecked",
    ], .when(configuration: .release)),
]
/// For the pure modules that the tests put hundreds of thousands of lines through: unoptimized they
/// take several times as long. Checks of overflow and bounds stay.
let optimized = strict + [.unsafeFlags(["-O"], .when(configuration: .debug))]
/// For the modules that hold pointers of C.
let aroundC = strict + [.strictMemorySafety()]
let oneFile: [LinkerSetting] = [
  // One file that starts in a third of the time of a dynamic one. Linux only: macOS has no
  // static executables and keeps its shared libraries. Functions that are the same are one: the
  // contract has a budget for what is resident.
  .unsafeFlags(
    ["-static-executable", "-Xlinker", "--icf=safe"],
    .when(platforms: [.linux], configuration: .release)),
  // What libedit.a and libsqlite3.a need, and no shared library says.
  .linkedLibrary("tinfo", .when(platforms: [.linux])),
  .linkedLibrary("bsd", .when(platforms: [.linux])),
  .linkedLibrary("md", .when(platforms: [.linux])),
  .linkedLibrary("m", .when(platforms: [.linux])),
]

let package = Package(
  name: "citas",
  products: [.executable(name: "citas", targets: ["citas"])],
  targets: [
    // Texts and tables, as bytes in the binary.
    .target(name: "CEmbedded", exclude: ["data"]),
    .target(name: "Embedded", dependencies: ["CEmbedded"], swiftSettings: aroundC),

    // Values and pure functions: no clock, file, environment, locale or random source.
    .target(name: "Domain", dependencies: ["Embedded"], swiftSettings: optimized),
    .target(
      name: "Understanding", dependencies: ["Domain", "Embedded"], swiftSettings: optimized),
    .target(name: "Dialogue", dependencies: ["Domain", "Understanding"], swiftSettings: strict),
    .target(name: "Office", dependencies: ["Domain"], swiftSettings: strict),
    .target(
      name: "Wording", dependencies: ["Domain", "Dialogue", "Office", "Embedded"],
      swiftSettings: strict),

    .target(name: "Mail", dependencies: ["Domain"], swiftSettings: strict),

    // The edge.
    .systemLibrary(
      name: "CSQLite", pkgConfig: "sqlite3",
      providers: [.apt(["libsqlite3-dev"]), .brew(["sqlite"])]),
    // In DWARF 5 valgrind 3.19, which looks for leaks, cannot read the functions of C.
    .target(
      name: "CSQLiteMemory", dependencies: ["CSQLite"],
      cSettings: [.unsafeFlags(["-gdwarf-4"], .when(configuration: .debug))]),
    .target(
      name: "SQLite", dependencies: ["CSQLite", "CSQLiteMemory"], swiftSettings: aroundC),
    .target(
      name: "Store", dependencies: ["Domain", "Office", "Embedded", "SQLite"],
      swiftSettings: strict),
    .systemLibrary(
      name: "CEditline", pkgConfig: "libedit",
      providers: [.apt(["libedit-dev"]), .brew(["libedit"])]),
    .target(
      name: "Terminal", dependencies: ["CEditline"], swiftSettings: aroundC,
      linkerSettings: [
        // `tgetent`, which libedit uses and does not offer.
        .linkedLibrary("tinfo", .when(platforms: [.linux])),
        .linkedLibrary("ncurses", .when(platforms: [.macOS])),
      ]),
    .target(
      name: "Driver",
      dependencies: [
        "Domain", "Understanding", "Dialogue", "Mail", "Office", "Wording", "Store", "Terminal",
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "citas", dependencies: ["Driver", "Terminal"], swiftSettings: strict,
      linkerSettings: oneFile),

    // The proof of what the contract promises of speed and of lines that come from anywhere.
    .target(name: "Yardstick", dependencies: ["CSQLite"]),
    .target(name: "Faults", dependencies: ["CSQLite"]),
    .target(name: "Proof", swiftSettings: strict),
    .executableTarget(
      name: "Benchmark",
      dependencies: ["Domain", "Driver", "Proof", "Store", "Terminal", "Yardstick"],
      swiftSettings: strict, linkerSettings: oneFile),
    .executableTarget(
      name: "Fuzz", dependencies: ["Domain", "Driver", "Embedded", "Proof", "Terminal"],
      swiftSettings: strict, linkerSettings: oneFile),
    .executableTarget(
      name: "Campaign",
      dependencies: [
        "CSQLite", "Domain", "Driver", "Faults", "Office", "Proof", "SQLite", "Store", "Terminal",
        "Wording", "Yardstick",
      ],
      swiftSettings: strict, linkerSettings: oneFile),

    .executableTarget(
      name: "Simulation",
      dependencies: [
        "Dialogue", "Domain", "Driver", "Office", "Proof", "SQLite", "Store", "Terminal",
        "Yardstick",
      ],
      swiftSettings: strict, linkerSettings: oneFile),

    .testTarget(
      name: "DomainTests", dependencies: ["Domain", "Embedded"], swiftSettings: strict),
    .testTarget(
      name: "UnderstandingTests", dependencies: ["Domain", "Embedded", "Understanding"],
      exclude: ["casos"],
      swiftSettings: strict),
    // A reader of messages and calendars that shares nothing with what writes them.
    .target(name: "MailReading", path: "Tests/MailReading", swiftSettings: strict),
    .testTarget(
      name: "MailTests", dependencies: ["Domain", "Mail", "MailReading"], swiftSettings: strict),
    .testTarget(
      name: "DialogueTests",
      dependencies: ["Domain", "Understanding", "Dialogue"],
      swiftSettings: strict),
    .testTarget(
      name: "TranscriptTests", dependencies: ["Driver"], exclude: ["dialogos"],
      swiftSettings: strict),
    .testTarget(
      name: "FaultsTests", dependencies: ["CSQLite", "Faults"], swiftSettings: strict),
    .testTarget(
      name: "SQLiteTests", dependencies: ["CSQLite", "CSQLiteMemory", "SQLite"],
      swiftSettings: strict),
    .testTarget(
      name: "StoreTests", dependencies: ["Domain", "Office", "SQLite", "Store"],
      exclude: ["archivos"], swiftSettings: strict),
    .testTarget(name: "OfficeTests", dependencies: ["Domain", "Office"], swiftSettings: strict),
    .testTarget(
      name: "WordingTests", dependencies: ["Domain", "Dialogue", "Embedded", "Office", "Wording"],
      swiftSettings: strict),
    .testTarget(
      name: "DriverTests",
      dependencies: [
        "Domain", "Dialogue", "Driver", "Mail", "Office", "Simulation", "Store", "Wording",
      ],
      swiftSettings: strict),

    // A program on a pseudo-terminal or between pipes, and what its screen shows.
    .target(name: "PseudoTerminal", path: "Tests/PseudoTerminal", swiftSettings: strict),
    .executableTarget(
      name: "consola-prueba", dependencies: ["Terminal"], path: "Tests/ConsoleProbe",
      swiftSettings: strict),
    .testTarget(
      name: "TerminalTests", dependencies: ["Terminal", "PseudoTerminal", "consola-prueba"],
      swiftSettings: strict),
    .testTarget(
      name: "ProgramTests",
      dependencies: ["Embedded", "MailReading", "SQLite", "PseudoTerminal", "citas"],
      swiftSettings: strict),
  ],
  cLanguageStandard: .c2x
)
