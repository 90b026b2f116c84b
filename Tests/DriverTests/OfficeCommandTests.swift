import Testing

@testable import Domain
@testable import Driver
@testable import Office
@testable import Wording

struct OfficeCommandTests {
  static func day(_ iso: String) -> Day { Day(iso: iso) ?? Day(number: 0) }
  static func time(_ iso: String) -> TimeOfDay { TimeOfDay(iso: iso) ?? TimeOfDay(minutes: 0) }

  static let commands: [(line: String, command: OfficeCommand)] = [
    ("horario", .showSchedule(at: nil)), ("horario --punto 5", .showSchedule(at: "5")),
    ("puntos", .showPoints),
    (
      "horario agregar --punto cali --dias lunes,jueves --desde 08:00 --hasta 12:00 --cupos 3",
      .change(
        .addRule(
          .init(
            weekdays: [.monday, .thursday], from: time("08:00"), through: time("12:00"), places: 3),
          at: "cali"), .showOnly)
    ),
    (
      "horario cambiar 12 --cada 30 --para-agentes 0 --vigente-desde 2021-10-01 --aplicar",
      .change(
        .replaceRule(
          12, .init(stepMinutes: 30, keptForAgents: 0, validFrom: day("2021-10-01"))), .apply)
    ),
    (
      "horario quitar 12 --vigente-hasta 2021-10-01 --aplicar --plan 0123abcd",
      .change(.endRule(12, after: day("2021-10-01")), .applyIfStill("0123abcd"))
    ),
    ("horario quitar 12", .change(.endRule(12, after: nil), .showOnly)),
    (
      "cierre 2021-09-16 --motivo lluvias",
      .change(
        .close(
          Closure(day: day("2021-09-16"), times: Closure.wholeDay, reason: "lluvias"), at: nil),
        .showOnly)
    ),
    (
      "cierre 2021-09-16 --motivo lluvias --desde 10:00 --hasta 12:00 --punto 5",
      .change(
        .close(
          Closure(
            day: day("2021-09-16"), times: time("10:00")...time("12:00"), reason: "lluvias"),
          at: "5"), .showOnly)
    ),
    ("reabrir 2021-09-16", .change(.reopen(day("2021-09-16"), at: nil, from: nil), .showOnly)),
    (
      "reabrir 2021-09-16 --desde 14:00",
      .change(.reopen(day("2021-09-16"), at: nil, from: time("14:00")), .showOnly)
    ),
    ("abrir 2021-10", .change(.openMonth(Month(year: 2021, number: 10)), .showOnly)),
    ("hoja", .callSheet(of: nil, at: nil, asCSV: false)),
    (
      "hoja --dia 2021-09-16 --punto cali --csv",
      .callSheet(of: day("2021-09-16"), at: "cali", asCSV: true)
    ),
    (
      "resultado 009-2021-745-781 no_contesta",
      .record(
        .noAnswer,
        of: .appointment(
          AppointmentCode(month: Month(year: 2021, number: 9), serial: 745_781)))
    ),
    ("cifras", .figures(of: nil, at: nil, nil, asCSV: false)),
    (
      "cifras --mes 2021-09 --tabla Espera --csv",
      .figures(of: Month(year: 2021, number: 9), at: nil, .waiting, asCSV: true)
    ),
    ("abusos", .showAbuse(reveals: false)), ("abusos --datos", .showAbuse(reveals: true)),
    ("resultado 12 atendida", .record(.attended, of: .entry(12))),
  ]

  @Test(arguments: commands.indices)
  func `the words give the command`(row: Int) throws {
    let (line, command) = Self.commands[row]
    let words = line.split(separator: " ").map { String($0) }
    #expect(try Arguments(words).command == .office(command))
  }

  private static let code = AppointmentCode(month: Month(year: 2021, number: 9), serial: 745_781)
  static let outboxes: [(line: String, filter: OutboxFilter)] = [
    ("correo", OutboxFilter()), ("correo --estado fallido", OutboxFilter(state: .failed)),
    ("correo --estado en-entrega", OutboxFilter(state: .delivering)),
    ("correo --codigo 009-2021-745-781", OutboxFilter(code: code)),
    (
      "correo --dia 16-09-2021",
      OutboxFilter(days: day("2021-09-16")...day("2021-09-16"))
    ),
    (
      "correo --mes 2021-09 --estado pendiente",
      OutboxFilter(state: .pending, days: day("2021-09-01")...day("2021-09-30"))
    ),
  ]

  @Test(arguments: outboxes.indices)
  func `the mail that is looked at is told by its state, its code and its days`(row: Int) throws {
    let (line, filter) = Self.outboxes[row]
    let words = line.split(separator: " ").map { String($0) }
    #expect(try Arguments(words).command == .mail(.list(filter)))
  }

  static let times: [(written: String, minutes: Int?)] = [
    ("08:00", 480), ("8:00", 480), ("8:00 a. m.", 480), ("2:20 p. m.", 860),
    ("02:20:00 p. m.", 860),
    ("12:00 p. m.", 720), ("12:10 a. m.", 10), ("23:59", 1439), ("8", nil), ("24:00", nil),
    ("13:00 p. m.", nil), ("8:5", nil), ("8:60", nil), ("", nil), ("8:00:30", nil),
  ]

  @Test(arguments: times.indices)
  func `an hour is written as the program shows it`(row: Int) {
    #expect(TimeOfDay(written: Self.times[row].written)?.minutes == Self.times[row].minutes)
  }

  static let days: [(written: String, iso: String?)] = [
    ("2021-09-16", "2021-09-16"), ("2021-9-6", "2021-09-06"), ("16-09-2021", "2021-09-16"),
    ("6/9/2021", "2021-09-06"), ("2021-02-30", nil), ("16-09-21", nil), ("mañana", nil), ("", nil),
  ]

  @Test(arguments: days.indices)
  func `a day is written as the program shows it`(row: Int) {
    #expect(Day(written: Self.days[row].written)?.iso == Self.days[row].iso)
  }

  static let outcomes: [(written: String, outcome: CallOutcome)] = [
    ("no contesta", .noAnswer), ("no-contesta", .noAnswer), ("No_Contesta", .noAnswer),
    ("número equivocado", .wrongNumber), ("segundo intento", .secondTry), ("Atendida", .attended),
  ]

  @Test(arguments: outcomes.indices)
  func `an outcome is written as reports show it`(row: Int) throws {
    let (written, outcome) = Self.outcomes[row]
    #expect(
      try Arguments(["resultado", "12", written]).command
        == .office(.record(outcome, of: .entry(12))))
  }

  @Test(arguments: ["13", "cc", "CC", "cédula", "Cédula de ciudadanía"])
  func `a type of document is its code, its short form or its name`(written: String) throws {
    let document = Document(
      type: .cedulaDeCiudadania, number: DocumentNumber(stored: "52123451"))
    #expect(
      try Arguments(["exportar", written, "52123451"]).command
        == .office(.care(.export(document))))
    #expect(throws: Arguments.Defect.notAChoice("tal", of: .documentType)) {
      try Arguments(["exportar", "tal", "52123451"])
    }
  }

  @Test func `a municipality that is several says which`() throws {
    #expect(throws: Arguments.Defect.self) {
      try Arguments(["puntos", "agregar", "--ciudad", "San Pedro", "--nombre", "x"])
    }
  }

  @Test func `every command on a store takes the agent`() throws {
    let apart: Set<Subcommand> = [.replay, .interpret, .map, .learn, .completion, .manual]
    for subcommand in Subcommand.allCases where !apart.contains(subcommand) {
      #expect(subcommand.options.contains(.agent), "\(subcommand)")
    }
  }

  @Test func `a new point has a city of the country`() throws {
    let words = [
      "puntos", "agregar", "--ciudad", "Soacha", "--nombre", " Soacha -  Oficina Virtual ",
      "--presencial", "--tambien", "25,Meta", "--horario-de", "5", "--aplicar",
    ]
    let soacha = try #require(Municipality(code: "25754"))
    let point = ScheduleChange.NewPoint(
      city: soacha, name: "Soacha - Oficina Virtual", attendance: .inPerson,
      alsoServes: ["25", "50"].compactMap { Department(code: $0) })
    #expect(
      try Arguments(words).command == .office(.change(.addPoint(point, rulesOf: "5"), .apply)))
  }

  static let defects: [(line: String, defect: Arguments.Defect)] = [
    ("horario agregar", .missingOptions([.point, .from, .through, .places])),
    ("horario agregar --punto 5 --hasta 12:00 --cupos 1", .missingOptions([.from])),
    ("horario agregar --punto 5 --desde 12:00 --cupos 1", .missingOptions([.through])),
    ("horario agregar --punto 5 --desde 12:00 --hasta 12:00", .missingOptions([.places])),
    ("horario cambiar", .missingValue("horario cambiar")),
    ("horario cambiar uno", .wrongValue("uno", of: "REGLA")),
    ("horario cambiar 1 --cupos 0", .wrongValue("0", of: "--cupos")),
    ("horario cambiar 1 --dias lunes,ayer", .wrongValue("lunes,ayer", of: "--dias")),
    ("horario cambiar 1 --desde 8", .wrongForm("8", .time)),
    ("horario cambiar 1 --plan 0", .missingValue("--aplicar")),
    ("cierre", .missingValue("cierre")), ("cierre 2021-09-16", .missingOptions([.reason])),
    ("cierre mañana --motivo x", .wrongForm("mañana", .day)),
    (
      "horario agregar --punto 5 --desde 12:00 --hasta 10:00 --cupos 1", .reversed(.from, .through)
    ),
    (
      "horario cambiar 5 --vigente-desde 2021-10-02 --vigente-hasta 2021-10-01",
      .reversed(.validFrom, .validThrough)
    ),
    ("horario cambiar 5 --para-agentes 3 --cupos 2", .tooMany(.keptForAgents, of: .places)),
    (
      "cierre 2021-09-16 --motivo x --desde 12:00 --hasta 10:00",
      .reversed(.from, .through)
    ),
    ("cierre 2021-09-16 --motivo \u{1B}", .wrongValue("␛", of: "--motivo")),
    ("abrir octubre", .wrongForm("octubre", .month)),
    ("puntos agregar --nombre x", .missingOptions([.city])),
    ("puntos agregar --ciudad Narnia --nombre x", .unknownCity("Narnia")),
    ("puntos agregar --ciudad Cali", .missingOptions([.name])),
    ("resultado uno atendida", .wrongValue("uno", of: "resultado")),
    ("resultado 0092021745781 bien", .notAChoice("bien", of: .outcome)),
    ("resultado 0092021745781", .missingValue("resultado")),
    ("hoja --csv --json", .contradictory(.csv, .json)),
    ("lista --json --csv", .contradictory(.csv, .json)),
    ("cifras --csv --json", .contradictory(.csv, .json)),
    ("cifras --tabla todas", .notAChoice("todas", of: .table)),
    ("--lector --json", .contradictory(.reading, .json)),
    ("correo --dia 2021-09-16 --mes 2021-09", .contradictory(.day, .month)),
    ("correo --estado perdido", .notAChoice("perdido", of: .state)),
    ("correo --codigo 12", .wrongValue("12", of: "--codigo")),
    ("hoja --cupos 3", .misplacedOption(.places, .callSheet)),
    ("horario 5", .unknownWord("5", after: .schedule)),
  ]

  @Test(arguments: defects.indices)
  func `what is wrong with a command is named`(row: Int) {
    let (line, defect) = Self.defects[row]
    #expect(throws: defect) { try Arguments(line.split(separator: " ").map { String($0) }) }
  }

  static let weekdays: [(written: String, days: Weekdays?)] = [
    ("lunes", [.monday]), ("Miércoles", [.wednesday]), ("lunes-viernes", workingDays),
    ("lunes,martes miércoles", [.monday, .tuesday, .wednesday]),
    ("sábado-lunes", [.saturday, .sunday, .monday]),
    ("lunes-martes,jueves", [.monday, .tuesday, .thursday]),
    ("", nil), ("lunes-", nil), ("-lunes", nil), ("lunes-martes-jueves", nil), ("lu", nil),
    ("lunes a viernes", workingDays), ("lun,vie", [.monday, .friday]),
    ("Lunes, martes y miércoles", [.monday, .tuesday, .wednesday]),
  ]
  static let workingDays: Weekdays = [.monday, .tuesday, .wednesday, .thursday, .friday]

  @Test(arguments: weekdays.indices)
  func `days of the week are written alone, in a list or from one to another`(row: Int) {
    #expect(Weekdays(written: Self.weekdays[row].written) == Self.weekdays[row].days)
  }

  @Test func `terms keep what the standing rule says, and begin tomorrow`() throws {
    let tomorrow = Self.day("2021-09-11")
    let standing = Rule.Terms(
      schedule: ScheduleRule(
        weekdays: [.monday], from: Self.time("08:00"), through: Self.time("12:00"),
        stepMinutes: 30, places: 4, valid: Day(number: 0)...Self.day("2021-12-31")),
      keptForAgents: 2)
    let terms = try OfficeCommand.RuleTerms(places: 3).terms(over: standing, tomorrow: tomorrow)
    #expect(terms.schedule.places == 3)
    #expect(terms.keptForAgents == 2)
    #expect(terms.schedule.stepMinutes == 30)
    #expect(terms.schedule.weekdays == [.monday])
    #expect(terms.schedule.valid == tomorrow...Self.day("2021-12-31"))
    for impossible in [
      OfficeCommand.RuleTerms(places: 1), .init(from: Self.time("12:20")),
      .init(validThrough: Self.day("2021-09-10")), .init(keptForAgents: 5),
    ] {
      #expect(throws: Speaker.RuleContradiction.self) {
        try impossible.terms(over: standing, tomorrow: tomorrow)
      }
    }
  }
}
