import Domain
import Testing

@testable import Driver

/// What a booking costs an agent, counted over the scripts of `dialogos/`: against the web form's
/// 18 actions (11 fields, 5 choices, 2 confirmations).
struct EntryCountTests {
  static let data: [Question] = [
    .motive, .personType, .documentType, .documentNumber, .givenNames, .surnames, .landline,
    .mobile, .email, .address, .department, .city,
  ]
  static let choices: [Question] = [.appointmentCity, .day, .time]

  static let newCaller = [
    "1 desembargo", "sí cc 52123456", "Ana María Gómez Ruiz",
    "300 123 4567, no tiene fijo, ana@example.com", "Calle 26 # 68C-61, Bogotá",
    "bogotá jueves 2:20", "s",
  ]
  static let returningCaller = ["1 fp", "sí cc 52123456", "sí bogotá jueves 2:20", "s"]

  /// What came out of each call, line by line of JSON; ten days lie between them.
  static func calls(_ scripts: [[String]]) throws -> [[String]] {
    let lines = scripts.map { $0.map { "> \($0)\n" }.joined() }
    let output = try Rehearsal.rehearse(
      Transcript(
        "#! citas --json --agente Ana --ahora 2021-09-10T09:00\n"
          + lines.joined(separator: "@ otra\n@ +864000s\n")))
    return output.split(separator: "@ otra").map { $0.split(separator: "\n").map(String.init) }
  }

  static func count(_ call: [String], _ question: Question, as kind: String = "entendido") -> Int {
    call.count { $0.hasPrefix("{\"tipo\":\"\(kind)\",\"campo\":\"\(question.rawValue)\"") }
  }

  @Test func `a new caller takes seven entries, and each datum is read back once`() throws {
    let call = try #require(Self.calls([Self.newCaller]).first)
    #expect(call.count { $0.hasPrefix("> ") } == Self.newCaller.count)
    #expect(Self.newCaller.count <= 9)
    #expect(call.contains { $0.hasPrefix("{\"tipo\":\"fin\",\"estado\":\"agendada\"") })
    for question in Self.data + Self.choices {
      #expect(Self.count(call, question) == 1, "\(question)")
    }
    // No line is asked about again, and nothing is left unused.
    #expect(!call.contains { $0.contains("\"tipo\":\"rechazo\"") || $0.contains("sin_usar") })
    // Key presses: characters and the Enter of each line.
    let presses = Self.newCaller.reduce(0) { $0 + $1.count + 1 }
    #expect(presses == 141)
  }

  @Test func `a returning caller takes four entries, and known data are read back masked, once`()
    throws
  {
    let call = try #require(Self.calls([Self.newCaller, Self.returningCaller]).last)
    #expect(call.count { $0.hasPrefix("> ") } == Self.returningCaller.count)
    #expect(Self.returningCaller.count <= 4)
    #expect(call.contains { $0.hasPrefix("{\"tipo\":\"fin\",\"estado\":\"agendada\"") })
    for question in [.motive, .personType, .documentType, .documentNumber] + Self.choices {
      #expect(Self.count(call, question) == 1, "\(question)")
    }
    let known = call.filter { $0.contains("\"clave\":\"consulta.datos_conocidos\"") }
    #expect(known.count == 1)
    for datum in ["A••• M•••", "G••• R•••", "300 ••• ••67", "a•••@example.com", "Bogotá"] {
      #expect(known.first?.contains(datum) == true, "\(datum)")
    }
    #expect(Self.returningCaller.reduce(0) { $0 + $1.count + 1 } == 44)
  }

  /// Nothing of a person is taken, held or looked up before they authorised it.
  @Test func `no datum is taken before the privacy notice is answered`() throws {
    let call = try #require(
      Self.calls([["1 desembargo cc 52123456, Ana Gómez, 300 123 4567, cor ana@example.com"]]).first
    )
    for question in Self.data.dropFirst() { #expect(Self.count(call, question) == 0) }
    #expect(call.contains { $0.contains("agente.antes_de_autorizar") && $0.contains("52123456") })
    #expect(Self.count(call, .consent, as: "pregunta") == 1)
  }
}
