import Foundation
import PseudoTerminal
import SQLite
import Testing

/// Whole conversations between pipes.
struct PipeTests {
  let office: Office

  init() throws { office = try Office() }

  // MARK: A booking

  @Test func `a booking that is heard has no tables, no signs, and lines as long as they are`()
    throws
  {
    let arguments = ["--lector", "--ahora", Office.start, "--agente", "x"]
    let run = try office.run(arguments, lines: Conversation.answers)
    #expect(run.exit == .status(0) && run.errors == "")
    #expect(!run.text.contains { "«»•✓[]\u{1B}".contains($0) })
    #expect(run.text.contains("\n8:00 de la mañana, 4 citas.\n"))
    #expect(run.lines.contains { $0.count > 90 })
    #expect(run.text.contains("¿Quiere oír más?"))
  }

  @Test func `a booking ends in cita and fin, and stands in the store`() throws {
    let run = try office.run(Conversation.json, lines: Conversation.answers)
    #expect(run.exit == .status(0))
    #expect(run.errors == "")
    let turns = try run.turns()
    #expect(turns.suffix(2).map(\.type) == ["cita", "fin"])
    let appointment = try #require(turns.dropLast().last)
    #expect(appointment["estado"] == "agendada")
    #expect(appointment["inicio"] == "2021-09-16T11:20:00-05:00")
    #expect(appointment["ciudad"] == "Bogotá")
    #expect(appointment["punto_de_contacto"] == "Punto de Contacto Cobranzas")
    #expect(appointment["motivo"] == "desembargo")
    let code = try #require(appointment["codigo"])
    #expect(code.hasPrefix("0092021") && code.utf8.count == 13)
    #expect(turns.last?["estado"] == "agendada")
    #expect(turns.last?.status == 0)
    let row = try office.rows(
      """
      SELECT code || '|' || state || '|' || date(day * 86400, 'unixepoch') || '|' || minute || '|'
        || city || '|' || motive || '|' || document_type || '|' || document_number || '|'
        || given_names || '|' || surnames || '|' || coalesce(landline, '-') || '|' || mobile || '|'
        || email || '|' || address || '|' || residence || '|' || channel || '|' || agent
      FROM appointment JOIN point ON point.id = point JOIN session ON session.id = session
      """)
    #expect(
      row == [
        code + "|booked|2021-09-16|680|Bogotá|desembargo|13|52123456|María José|Peña Núñez|-"
          + "|3001234567|ventas@example.com|CL 26 # 68C-61|25754|json|x"
      ])
    #expect(
      try office.rows("SELECT kind FROM event WHERE kind NOT LIKE 'draft%' ORDER BY id")
        == ["migrate", "consent", "hold", "book"])
    #expect(try office.rows("SELECT notice_version FROM consent WHERE granted = 1").count == 1)
  }

  @Test func `every answer was understood as the contract writes it`() throws {
    let turns = try office.run(Conversation.json, lines: Conversation.answers).turns()
    let understood = turns.filter { $0.type == "entendido" }.map {
      ($0["campo"] ?? "") + "=" + ($0["valor"] ?? "")
    }
    #expect(
      understood == [
        "opcion=agendar", "motivo=desembargo", "autorizacion=si", "tipo_persona=natural",
        "tipo_documento=13", "numero_documento=52123456", "nombre=María José",
        "apellidos=Peña Núñez", "telefono_fijo=ninguna", "telefono_celular=+573001234567",
        "correo=ventas@example.com", "direccion=CL 26 # 68C-61", "departamento=25",
        "ciudad=25754", "ciudad_cita=11001", "fecha=2021-09-16", "hora=11:20", "aceptar=aceptar",
      ])
    let questions = turns.filter { $0.type == "pregunta" }
    #expect(questions.map(\.field) == Conversation.booking().map(\.question))
    #expect(questions.last?["vence"] == "2021-09-10T09:00:45-05:00")
    #expect(questions.dropLast().allSatisfy { $0["vence"] == nil })
  }

  /// Of a draft that goes as far as the e-mail.
  private static let draftToMail: StaticString =
    "SELECT document_number FROM draft WHERE answers LIKE '%ventas@example.com%'"

  @Test func `lines that were all there leave one draft, and none once they have booked`() throws {
    let unfinished = Conversation.answers(before: "direccion")
    #expect(try office.run(Conversation.json, lines: unfinished).exit == .status(65))
    #expect(try office.rows(Self.draftToMail) == ["52123456"])
    #expect(try office.rows("SELECT kind FROM event WHERE kind LIKE 'draft%'") == ["draft"])
    let other = try Office()
    #expect(try other.run(Conversation.json, lines: Conversation.answers).exit == .status(0))
    #expect(try other.rows("SELECT kind FROM event WHERE kind LIKE 'draft%'") == [])
  }

  @Test func `a process that is killed leaves what it had asked on from`() throws {
    let child = try office.start(Conversation.json)
    for (question, answer) in Conversation.booking().prefix(while: { $0.question != "direccion" }) {
      try child.wait(forQuestion: question)
      child.enter([answer])
    }
    try child.wait(forQuestion: "direccion")
    child.send(SIGKILL)
    _ = try child.wait()
    #expect(try office.rows(Self.draftToMail) == ["52123456"])
  }

  /// Every input line is a turn, and so is the beginning.
  @Test func `each turn ends with exactly one pregunta or fin`() throws {
    let lines = [
      "ayuda", "", "9", "servicios", "disponibilidad", "disponibilidad Cali", "2", "3", "1",
      "repetir", "lista", "quiero el RUT", "volver", "1", "resumen", "corregir correo", "5", "sí",
      "repetir", "menú", "1",
    ]
    let run = try office.run(Conversation.json, lines: lines)
    let turns = try run.turns()
    let ends = turns.filter { ["pregunta", "fin"].contains($0.type) }
    #expect(ends.count == lines.count + 2)
    #expect(ends.dropLast().allSatisfy { $0.type == "pregunta" })
    #expect(turns.last?.type == "fin")
    #expect(turns.last?.status == 65)
    #expect(run.exit == .status(65))
    #expect(turns.allSatisfy { $0.type != nil })
  }

  @Test func `a turn is written before the next line is read`() throws {
    let child = try office.start(Conversation.json)
    for (question, answer) in Conversation.booking() {
      try child.wait(forQuestion: question)
      child.enter([answer])
    }
    try child.wait(for: "\"tipo\":\"fin\"")
    #expect(try child.wait() == .status(0))
  }

  @Test(arguments: [("16", "2021-09-16", "11:20"), ("2021-09-12", "2021-09-12", nil)])
  func `what was understood stands before what is refused`(
    typed: String, day: String, time: String?
  ) throws {
    let lines = Conversation.answers(before: "fecha") + [typed]
    let turns = try office.run(Conversation.json, lines: lines).turns()
    let understood = try #require(
      turns.firstIndex { $0.type == "entendido" && $0["valor"] == day })
    let refused = turns.firstIndex { $0.type == "rechazo" }
    #expect((refused == nil) == (time != nil))
    if let refused {
      #expect(understood < refused)
      #expect(turns[refused].field == "fecha")
      #expect(turns[refused]["motivo"] == "sin_atencion")
    }
  }

  // MARK: Options

  @Test func `each option's words, typed, give its value`() throws {
    let turns = try office.run(
      Conversation.json, lines: Conversation.answers(before: "aceptar")
    ).turns()
    let questions = turns.filter { $0.type == "pregunta" && !$0.options.isEmpty }
    for question in questions {
      let field = try #require(question.field)
      // What ends the conversation has its own tests.
      var options = question.options.filter { !["salir", "no", "cancelar"].contains($0.value) }
      if field == "aceptar" { options.reverse() }
      let lines = Conversation.answers(before: field)
      for words in [
        options.map(\.text), options.map { $0.text.uppercased() }, options.map(\.value),
      ] {
        // An answer that stays at its question has nothing to go back from.
        let stays = ["servicios", "mas_tiempo"]
        let typed = zip(words, options).flatMap { word, option in
          stays.contains(option.value) ? [word] : [word, "volver"]
        }
        let office = try Office()
        let answer = try office.run(Conversation.json, lines: lines + typed).turns()
        let understood = answer.filter { $0.type == "entendido" }.dropFirst(lines.count)
        #expect(understood.map { $0["valor"] } == options.map(\.value), "\(field): \(words)")
      }
    }
  }

  @Test func `eco repeats the lines where they were read`() throws {
    let run = try office.run(
      ["--eco", "--agente", "x", "--ahora", Office.start], lines: ["4", "a\u{1B}b", "5"])
    #expect(run.exit == .status(0))
    #expect(run.lines.filter { $0.hasPrefix("> ") } == ["> 4", "> a␛b", "> 5"])
    let without = try office.run(
      ["--agente", "x", "--ahora", Office.start], lines: ["4", "a\u{1B}b", "5"])
    #expect(!without.text.contains("> "))
  }

  @Test func `a seed fixes everything random`() throws {
    func citizen(_ seed: String) throws -> Run {
      let office = try Office()
      return try office.run(
        ["--semilla", seed, "--json", "--ahora", Office.start],
        lines: Conversation.answers(before: "ciudad_cita") + ["1", "2", "3"])
    }
    func agent(_ seed: String) throws -> Run {
      let office = try Office()
      return try office.run(
        Conversation.json + ["--semilla", seed], lines: Conversation.answers)
    }
    #expect(try citizen("7").output == citizen("7").output)
    #expect(try agent("7").output == agent("7").output)
    #expect(try agent("7").output != agent("8").output)
  }

  @Test func `without colour between pipes, and no prompt`() throws {
    let run = try office.run(["--ahora", Office.start], lines: ["4", "5"])
    #expect(!run.output.contains(0x1B))
    #expect(!run.lines.contains { $0.hasPrefix(">") })
    #expect(run.lines.last?.hasPrefix("Hasta luego") == true)
  }

  // MARK: Texts

  private func copyTexts() throws -> String {
    let texts = office.folder + "/textos"
    try FileManager.default.createDirectory(atPath: texts, withIntermediateDirectories: true)
    for name in Texts.names {
      try Texts.text(name).write(toFile: texts + "/" + name, atomically: false, encoding: .utf8)
    }
    return texts
  }

  @Test func `an exact copy of the texts says the same`() throws {
    let texts = try copyTexts()
    let lines = ["4", "ayuda", "5"]
    let run = try office.run(["--textos", texts], lines: lines)
    #expect(run.exit == .status(0), "\(run.errors)")
    #expect(try run.output == office.run([], lines: lines).output)
  }

  @Test func `a changed text is said`() throws {
    let texts = try copyTexts()
    let changed = try Texts.text("opcion.txt").replacingOccurrences(
      of: "¿Qué quiere hacer?", with: "¿En qué le ayudo, ñero?")
    try changed.write(toFile: texts + "/opcion.txt", atomically: false, encoding: .utf8)
    let run = try office.run(["--textos", texts], lines: ["5"])
    #expect(run.text.contains("¿En qué le ayudo, ñero?"))
    #expect(!run.text.contains("¿Qué quiere hacer?"))
  }

  @Test func `a broken text is reported with its file and line, all of them at once`() throws {
    let texts = try copyTexts()
    let correo = try Texts.text("correo.txt")
    let count = correo.split(separator: "\n", omittingEmptySubsequences: false).count
    try (correo + "\n[correo.ayuda]\nOtra.\n[correo.nueva]\n{cupos}\n")
      .write(toFile: texts + "/correo.txt", atomically: false, encoding: .utf8)
    try FileManager.default.removeItem(atPath: texts + "/hora.txt")
    let run = try office.run(["--textos", texts], lines: ["5"])
    #expect(run.exit == .status(64))
    #expect(run.output.isEmpty)
    #expect(
      run.errors.split(separator: "\n").map { $0.prefix { $0 != " " } } == [
        "\(texts)/correo.txt:\(count + 1):", "\(texts)/correo.txt:\(count + 3):",
        "\(texts)/hora.txt:0:",
      ])
    #expect(run.errors.contains("correo.ayuda") && run.errors.contains("correo.nueva"))
  }

  // MARK: The binary

  @Test func `the binary alone, elsewhere, works with nothing but HOME`() throws {
    let copy = office.folder + "/sola"
    let home = office.folder + "/casa"
    // By another process: a child that starts meanwhile would have our copy open for writing.
    #expect(try Child("/bin/cp", [Office.program, copy], on: .pipes).wait() == .status(0))
    try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: false)
    let run = try office.run(
      Conversation.json, input: Array(Conversation.answers.map { $0 + "\n" }.joined().utf8),
      program: copy, environment: ["HOME": home], isOnStore: false)
    #expect(run.exit == .status(0), "\(run.errors)")
    let store = home + "/.local/share/citas"
    func mode(_ path: String) throws -> Int? {
      try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }
    #expect(try mode(store) == 0o700)
    #expect(try mode(store + "/citas.db") == 0o600)
  }

  static let places: [(environment: [String: String], path: String)] = [
    (["CITAS_BASE": "/a.db", "XDG_DATA_HOME": "/x", "HOME": "/h"], "/a.db"),
    (["CITAS_BASE": "", "XDG_DATA_HOME": "/x", "HOME": "/h"], "/x/citas/citas.db"),
    (["XDG_DATA_HOME": "relativa", "HOME": "/h"], "/h/.local/share/citas/citas.db"),
    (["HOME": "/h"], "/h/.local/share/citas/citas.db"),
  ]

  @Test(arguments: places.indices)
  func `the store stands where the environment says`(row: Int) throws {
    let (environment, path) = Self.places[row]
    let run = try office.run(
      Conversation.json, input: Array("disponibilidad Bogotá\n".utf8),
      environment: environment.mapValues { $0.hasPrefix("/") ? office.folder + $0 : $0 },
      isOnStore: false)
    #expect(run.exit == .status(0), "\(run.errors)")
    #expect(FileManager.default.fileExists(atPath: office.folder + path))
  }

  @Test func `no place for the store is said`() throws {
    let run = try office.run(
      Conversation.json, input: Array("disponibilidad Bogotá\n".utf8), isOnStore: false)
    #expect(run.exit == .status(73))
    #expect(run.errors.contains("No puedo crear el archivo de citas"))
  }

  @Test func `help and version are results`() throws {
    let help = try office.run(["--ayuda"], lines: [])
    #expect(help.exit == .status(0) && help.errors == "")
    #expect(help.text.contains("--agente NOMBRE") && help.text.contains("Órdenes: ensayar"))
    let version = try office.run(["--version"], lines: [])
    #expect(version.exit == .status(0))
    #expect(version.text.hasPrefix("citas "))
    #expect(!FileManager.default.fileExists(atPath: office.store))
  }
}
