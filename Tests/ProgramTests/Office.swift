import Foundation
import PseudoTerminal
import SQLite
import Testing

/// A folder that goes with the test, with a store and runs of the program on it.
final class Office {
  let folder: String
  private var runs = 0

  init() throws {
    let base = FileManager.default.temporaryDirectory
    folder = base.appending(path: "citas-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: folder)
  }

  var store: String { folder + "/citas.db" }
  /// Whether a conversation has needed the store.
  var exists: Bool { FileManager.default.fileExists(atPath: store) }
  static var program: String { Child.executable("citas") }

  /// Friday 10 September 2021, nine in the morning.
  static let start = "2021-09-10T09:00"

  /// Starts the program on the store, between pipes.
  func start(
    _ arguments: [String], program: String = Office.program,
    environment: [String: String] = [:], isOnStore: Bool = true
  ) throws -> Child {
    runs += 1
    let base = isOnStore ? ["--base", store] : []
    return try Child(
      program, base + arguments, environment: environment, on: .pipes,
      errors: folder + "/errors-\(runs)")
  }

  /// Starts the program on the store, on a terminal of an unset locale.
  func startOnTerminal(
    _ arguments: [String] = ["--sin-color"], columns: Int = 80,
    environment: [String: String] = ["TERM": "xterm"]
  ) throws -> Child {
    try Child(
      Self.program, ["--base", store, "--ahora", Self.start] + arguments,
      environment: environment, on: .terminal(columns: columns, rows: 24))
  }

  /// Runs the program to its end with that input.
  func run(
    _ arguments: [String], input: [UInt8], program: String = Office.program,
    environment: [String: String] = [:], isOnStore: Bool = true
  ) throws -> Run {
    let child = try start(
      arguments, program: program, environment: environment, isOnStore: isOnStore)
    let errors = folder + "/errors-\(runs)"
    child.type(input)
    child.closeInput()
    return Run(
      exit: try child.wait(), output: child.transcript,
      errors: try String(contentsOfFile: errors, encoding: .utf8))
  }

  func run(_ arguments: [String], lines: [String]) throws -> Run {
    try run(arguments, input: Array(lines.map { $0 + "\n" }.joined().utf8))
  }

  /// The store as the tests' own connection, to look past the program.
  func database() throws -> Database {
    try Database(path: store)
  }

  /// The rows of a query, each with its columns, which are texts, apart by `|`.
  func rows(_ query: StaticString) throws -> [String] {
    let statement = Statement(try database(), query)
    var rows: [String] = []
    try statement.forEach { (row) throws(DatabaseError) in rows.append(try row.text(0)) }
    return rows
  }

  /// Makes the store and what is in it by default.
  func openForTheFirstTime() throws {
    let run = try run(Conversation.json, lines: ["disponibilidad Bogotá"])
    try #require(run.exit == .status(0), "\(run.errors)")
  }
}

/// What came of a run.
struct Run {
  let exit: Child.Exit
  let output: [UInt8]
  let errors: String

  var text: String { String(decoding: output, as: UTF8.self) }
  var lines: [String] { text.split(separator: "\n").map { String($0) } }

  /// The lines as objects of JSON; throws when one is none.
  func turns() throws -> [JSONLine] { try lines.map(JSONLine.init) }
}

/// A line of `--json`.
struct JSONLine: CustomStringConvertible {
  let description: String
  private let members: [String: Any]

  init(_ line: String) throws {
    description = line
    let value = try JSONSerialization.jsonObject(with: Data(line.utf8))
    members = try #require(value as? [String: Any], "\(line)")
  }

  subscript(name: String) -> String? { members[name] as? String }
  var type: String? { self["tipo"] }
  var field: String? { self["campo"] }
  var status: Int? { members["salida"] as? Int }

  /// Each option's value and text.
  var options: [(value: String, text: String)] {
    (members["opciones"] as? [[String: String]] ?? []).compactMap { option in
      guard let value = option["valor"], let text = option["texto"] else { return nil }
      return (value, text)
    }
  }
}

/// What is typed for a booking.
enum Conversation {
  static let json = ["--json", "--agente", "x", "--ahora", Office.start]

  /// The question and a good answer, for an agent, with that city of the appointment.
  static func booking(
    document: String = "52123456", city: String = "Bogotá"
  ) -> [(question: String, answer: String)] {
    [
      ("opcion", "1"), ("motivo", "4"), ("autorizacion", "sí"), ("tipo_persona", "natural"),
      ("tipo_documento", "13"), ("numero_documento", document), ("nombre", "María José"),
      ("apellidos", "Peña Núñez"), ("telefono_fijo", "no tengo"),
      ("telefono_celular", "300 123 4567"), ("correo", "ventas@example.com"),
      ("direccion", "Calle 26 # 68C-61"), ("departamento", "Cundinamarca"), ("ciudad", "Soacha"),
      ("ciudad_cita", city), ("fecha", "2021-09-16"), ("hora", "11:20"), ("aceptar", "aceptar"),
    ]
  }

  /// The answers before that question.
  static func answers(
    before question: String, document: String = "52123456", city: String = "Bogotá"
  ) -> [String] {
    booking(document: document, city: city).prefix { $0.question != question }.map(\.answer)
  }

  static var answers: [String] { booking().map(\.answer) }
}

extension Child {
  func enter(_ lines: [String]) {
    type(lines.map { $0 + "\n" }.joined())
  }

  /// Waits for the question with that id in `--json`.
  func wait(forQuestion question: String) throws {
    try wait(for: "{\"tipo\":\"pregunta\",\"campo\":\"\(question)\"")
    try wait(for: "}\n")
  }
}
