import Testing

@testable import Domain
@testable import Driver
@testable import Wording

struct ArgumentsTests {
  static let commands: [(words: [String], command: Arguments.Command)] = [
    ([], .converse),
    (["--"], .converse),
    (["ensayar", "a.dialogo"], .replay(files: ["a.dialogo"], updates: false)),
    (
      ["ensayar", "--actualizar", "a.dialogo", "b"],
      .replay(files: ["a.dialogo", "b"], updates: true)
    ),
    (["ensayar", "--", "--a.dialogo"], .replay(files: ["--a.dialogo"], updates: false)),
    (["ensayar", "-"], .replay(files: ["-"], updates: false)),
    (["aprender", "pesos"], .learn(to: "pesos")),
    (["interpretar", "fecha"], .interpret(.day, known: [])),
    (["llamadas", "--json"], .calls(nil)),
    (["llamadas", "--dia", "2021-09-10"], .calls(Day(iso: "2021-09-10"))),
    (
      ["interpretar", "ciudad", "--con", "departamento=05", "--con=tipo_documento=13"],
      .interpret(
        .city,
        known: [
          .init(question: .department, value: "05"),
          .init(question: .documentType, value: "13"),
        ])
    ),
    (
      ["--con", "direccion=a=b", "interpretar", "fecha"],
      .interpret(.day, known: [.init(question: .address, value: "a=b")])
    ),
    (["--version"], .version), (["--ayuda"], .help(nil)), (["--help"], .help(nil)),
    (["-h"], .help(nil)),
    (["completar", "fish"], .complete(.fish)), (["manual"], .manual),
    // Who asks for help gets it, whatever else stands there.
    (["ayuda"], .help(nil)), (["help", "interpretar"], .help(.interpret)),
    (["--ayuda", "nada"], .help(nil)), (["ensayar", "--help"], .help(.replay)),
    (["--ayuda", "interpretar", "nada", "más"], .help(.interpret)),
  ]

  @Test(arguments: commands.indices)
  func `the words give the command`(row: Int) throws {
    #expect(try Arguments(Self.commands[row].words).command == Self.commands[row].command)
  }

  static let defects: [(words: [String], defect: Arguments.Defect)] = [
    (["--jsno"], .unknownOption("--jsno")),
    (["-x"], .unknownOption("-x")),
    (["--Json"], .unknownOption("--Json")),
    (["--base"], .missingValue("--base")),
    (["--agente"], .missingValue("--agente")),
    (["--con"], .missingValue("--con")),
    (["ensayar"], .missingValue("ensayar")),
    (["interpretar"], .missingValue("interpretar")),
    (["interpretar", "fecha", "hora"], .unknownWord("hora", after: .interpret)),
    (["interpretar", "fechas"], .wrongValue("fechas", of: "interpretar")),
    (["--ahora", "ayer"], .wrongForm("ayer", .moment)),
    (["--ahora", "2021-02-30T09:00"], .wrongForm("2021-02-30T09:00", .moment)),
    (["--ahora", "2021-09-10T24:00"], .wrongForm("2021-09-10T24:00", .moment)),
    (["--ahora", "2021-09-10"], .wrongForm("2021-09-10", .moment)),
    (["--semilla", "-1"], .wrongValue("-1", of: "--semilla")),
    (["--semilla", "uno"], .wrongValue("uno", of: "--semilla")),
    (["--semilla="], .wrongValue("", of: "--semilla")),
    (["--agente", ""], .wrongValue("", of: "--agente")),
    (["--agente", "A\u{1B}[2J"], .wrongValue("A␛[2J", of: "--agente")),
    (["interpretar", "fecha", "--con", "departamento"], .wrongValue("departamento", of: "--con")),
    (["interpretar", "fecha", "--con", "color=azul"], .wrongValue("color=azul", of: "--con")),
    (["--json=si"], .wrongValue("si", of: "--json")),
    (["completar", "csh"], .wrongValue("csh", of: "completar")),
    (["agendar"], .unknownCommand("agendar")),
    (["mapa", "de", "Cali"], .unknownWord("de", after: .map)),
    (["mapa", "--json"], .misplacedOption(.json, .map)),
    (["llamadas", "--dia", "ayer"], .wrongForm("ayer", .day)),
    (["mapa", "--dia", "2021-09-10"], .misplacedOption(.day, .map)),
    (["--con", "ciudad=05001"], .misplacedOption(.known, .converse)),
  ]

  @Test(arguments: defects.indices)
  func `what is wrong is named`(row: Int) {
    #expect(throws: Self.defects[row].defect) { try Arguments(Self.defects[row].words) }
  }

  @Test func `a value stands after its option or after an equals sign`() throws {
    let words = [
      "--agente=Ana Ruiz", "--json", "--base", "-x", "--textos=", "--ahora", "2021-09-10T09:00",
      "--semilla=18446744073709551615", "--eco", "--estricto", "--sin-color",
    ]
    let arguments = try Arguments(words)
    #expect(arguments.agent == "Ana Ruiz")
    #expect(arguments.json && arguments.echoes && arguments.isStrict && !arguments.usesColour)
    // What follows an option is its value, whatever it looks like.
    #expect(arguments.store == "-x")
    #expect(arguments.texts == "")
    #expect(arguments.start == Moment(iso: "2021-09-10T09:00"))
    #expect(arguments.seed == .max)
  }

  @Test func `without options nothing is fixed`() throws {
    let arguments = try Arguments([])
    #expect(arguments.agent == nil && arguments.store == nil && arguments.texts == nil)
    #expect(arguments.start == nil && arguments.seed == nil)
    #expect(!arguments.json && !arguments.echoes && !arguments.isStrict && arguments.usesColour)
  }
}
