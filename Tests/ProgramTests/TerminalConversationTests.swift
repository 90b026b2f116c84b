import Foundation
import PseudoTerminal
import SQLite
import Testing

/// Whole conversations of a person at a terminal.
@Suite(.serialized) struct TerminalConversationTests {
  let office: Office

  init() throws { office = try Office() }

  /// The screen as one text, whatever its width.
  static func text(_ screen: Screen) -> String {
    screen.lines.joined(separator: " ").split(separator: " ").joined(separator: " ")
  }

  /// The lines as the program wrote them, without escapes.
  static func written(_ child: Child) -> [Substring] {
    let escape = /\u{1B}(\[[0-9;?]*[A-Za-z]|[()][A-Z0-9]|[=>78])/
    let text = String(decoding: child.transcript, as: UTF8.self).replacing(escape, with: "")
    // Byte for byte: CR LF is one character.
    return String(decoding: text.utf8.map { $0 == 0x0D ? 0x0A : $0 }, as: UTF8.self)
      .split(separator: "\n")
  }

  /// Begins of the questions of a citizen's booking, and answers.
  static let booking: [(question: String, answer: String)] = [
    ("¿Qué quiere hacer?", "1"), ("¿Sobre qué necesita información?", "4"),
    ("¿Autoriza que usemos sus datos", "sí"), ("¿La cita es para una persona", "1"),
    ("¿Qué documento tiene?", "1"), ("¿Cuál es el número?", "52.123.456"),
    ("¿Cuál es su nombre", "María José"), ("¿Y sus apellidos?", "Peña Núñez"),
    ("¿Cuál es su teléfono fijo?", "no tengo"), ("¿Cuál es su celular?", "300 123 4567"),
    ("¿Cuál es su correo", "ventas@example.com"), ("¿Cuál es su dirección?", "Calle 26 # 68C-61"),
    ("¿En qué departamento vive?", "Nariño"), ("¿En qué ciudad o municipio vive?", "Pasto"),
    ("¿cuánto es", ""), ("¿Con la oficina de qué ciudad", "Bogotá"),
    ("¿Qué día quiere la cita?", "16"), ("¿A qué hora, el jueves 16", "11:20"),
    ("¿Acepta la cita?", "aceptar"),
  ]

  static let numerals = ["dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve"]

  /// The sum that the screen asks for.
  static func sum(_ screen: Screen) throws -> Int {
    let words = try #require(text(screen).split(separator: "¿cuánto es ").last)
      .prefix { $0 != "?" }.split(separator: " más ")
    let numbers = words.compactMap { numerals.firstIndex(of: String($0)) }.map { $0 + 2 }
    try #require(numbers.count == 2, "\(words)")
    return numbers[0] + numbers[1]
  }

  /// Waits for a question that stands above an empty prompt.
  static func wait(_ child: Child, for question: String) throws {
    try child.wait(question) { text($0).contains(question) && $0.lines.last == ">" }
  }

  /// Answers all questions before that one, and waits for it.
  static func answer(_ child: Child, until last: String, enter: String = "\r") throws {
    for (question, answer) in booking {
      try wait(child, for: question)
      if question.hasPrefix(last) { return }
      child.type((question == "¿cuánto es" ? String(try sum(child.screen)) : answer) + enter)
    }
  }

  @Test(arguments: [80, 40])
  func `a citizen books, whatever the locale and the width`(columns: Int) throws {
    let child = try office.startOnTerminal(columns: columns)
    try Self.answer(child, until: "¿Acepta")
    let screen = Self.text(child.screen).replacing(":", with: "")
    // With its heading: all of it fits 24 rows.
    #expect(screen.contains("Sus datos Servicio Desembargo"))
    #expect(screen.contains("Ciudad Pasto (Nariño)"))
    #expect(screen.contains("Le guardo el cupo 45 segundos."))
    #expect(screen.contains("Día jueves 16 de septiembre de 2021 Hora 112000 a. m."))
    child.type("aceptar\r")
    #expect(try child.wait() == .status(0))
    #expect(child.terminalIsRestored)
    #expect(Self.text(child.screen).contains("Su cita quedó agendada."))
    let lines = Self.written(child)
    #expect(lines.allSatisfy { $0.count <= columns }, "\(lines.filter { $0.count > columns })")
    #expect(lines.contains { $0.contains("Información Cobranzas") })
    #expect(lines.contains { $0.contains("• 24  ") || $0.contains("24•") })
    #expect(!String(decoding: child.transcript, as: UTF8.self).contains("\u{FFFD}"))
    #expect(
      try office.rows("SELECT given_names || ' ' || surnames || ' ' || residence FROM appointment")
        == ["María José Peña Núñez 52001"])
    #expect(try office.rows("SELECT DISTINCT channel FROM session WHERE id > 1") == ["terminal"])
  }

  @Test func `a wrong sum brings another, and an agent is not asked`() throws {
    let child = try office.startOnTerminal()
    try Self.answer(child, until: "¿cuánto es")
    child.type("99\r")
    try Self.wait(child, for: "Pruebe con esta otra suma.")
    child.type(String(try Self.sum(child.screen)) + "\r")
    try Self.wait(child, for: "¿Con la oficina de qué ciudad")
    child.type("\u{04}")
    #expect(try child.wait() == .status(65))
  }

  // MARK: The hold

  private func setHold(seconds: Int) throws {
    try Statement(
      office.database(), "UPDATE policy SET value = ?1 WHERE name = 'retencion_segundos'"
    ).run(seconds)
  }

  @Test func `a hold ends by itself while half a word is typed, and the data are kept`() throws {
    try office.openForTheFirstTime()
    try setHold(seconds: 2)
    let child = try office.startOnTerminal()
    try Self.answer(child, until: "¿Acepta")
    child.type("acep")
    // Nobody presses a key.
    try child.wait(for: "Se acabó el tiempo y el cupo quedó libre.")
    try child.wait("the same hour") {
      Self.text($0).contains("La misma hora, 11:20:00 a. m., sigue libre.")
        && $0.lines.last?.hasPrefix(">") == true
    }
    try setHold(seconds: 3_600)
    // Whatever is left of the half word goes.
    child.type("\u{15}sí\r")
    try child.wait(for: "Le guardo el cupo 3600 segundos")
    #expect(Self.text(child.screen).contains("Correo ventas@example.com"))
    child.type("aceptar\r")
    #expect(try child.wait() == .status(0))
    #expect(child.terminalIsRestored)
    #expect(try office.rows("SELECT code FROM appointment").count == 1)
    #expect(
      try office.rows("SELECT kind FROM event WHERE kind IN ('hold', 'book') ORDER BY id")
        == ["hold", "hold", "book"])
  }

  @Test func `what is left counts down by itself above half a word, which stays as it was`() throws
  {
    try office.openForTheFirstTime()
    try setHold(seconds: 22)
    let child = try office.startOnTerminal()
    try Self.answer(child, until: "¿Acepta")
    child.type("acep")
    // Past the first warning, which the line stands for.
    try child.wait("the count") {
      $0.lines.suffix(2) == ["Cupo guardado: quedan 18 segundos.", "> acep"]
    }
    let text = Self.text(child.screen)
    #expect(!text.contains("Quedan 20 segundos"))
    #expect(text.contains("Sus datos:") && text.contains("3. Más tiempo Cupo guardado:"))
    #expect(text.components(separatedBy: "Cupo guardado:").count == 2)
    child.type("tar\r")
    #expect(try child.wait() == .status(0))
    #expect(!Self.text(child.screen).contains("Cupo guardado:"))
  }

  @Test(arguments: [["--sin-color"], ["--sin-color", "--lector"]])
  func `where no line can count, or nobody sees it, a warning is written below`(
    arguments: [String]
  ) throws {
    try office.openForTheFirstTime()
    try setHold(seconds: 11)
    let isReading = arguments.contains("--lector")
    let child = try office.startOnTerminal(
      arguments, environment: isReading ? ["TERM": "xterm"] : ["TERM": "dumb"])
    if isReading {
      try Self.answerWhoListens(child)
    } else {
      try Self.answer(child, until: "¿Acepta", enter: "\n")
    }
    child.type("acep")
    try child.wait(for: "Quedan 10 segundos.")
    #expect(!String(decoding: child.transcript, as: UTF8.self).contains("Cupo guardado:"))
    child.type("tar" + (isReading ? "\r" : "\n"))
    #expect(try child.wait() == .status(0))
  }

  /// To the acceptance, where the lists of days and hours come in pieces.
  static func answerWhoListens(_ child: Child) throws {
    for (question, answer) in booking.prefix(while: { !$0.question.hasPrefix("¿Acepta") }) {
      let isList = question.hasPrefix("¿Qué día") || question.hasPrefix("¿A qué hora")
      try wait(child, for: isList ? "¿Quiere oír más?" : question)
      if isList {
        child.type("no\r")
        try wait(child, for: question)
      }
      child.type((question == "¿cuánto es" ? String(try sum(child.screen)) : answer) + "\r")
    }
    try wait(child, for: "¿Acepta")
  }

  @Test func `after a resize the question stands once, for the new width, with half a word`() throws
  {
    let child = try office.startOnTerminal(columns: 40)
    try Self.answer(child, until: "¿Sobre qué")
    child.type("embar")
    child.resize(columns: 80, rows: 24)
    try child.wait("the question in one line") {
      $0.lines.last == "> embar"
        && $0.lines.contains("¿Sobre qué necesita información? Escriba el número.")
    }
    #expect(Self.text(child.screen).components(separatedBy: "5. Sucesiones").count == 2)
    child.type("go\r")
    try Self.wait(child, for: "¿Autoriza")
    child.type("\u{04}")
    #expect(try child.wait() == .status(65))
  }

  @Test func `a program that was stopped shows the question and half a word again`() throws {
    let child = try office.startOnTerminal()
    try Self.answer(child, until: "¿Cuál es su correo")
    child.type("ventas@")
    try child.wait(forLastLine: "> ventas@")
    child.send(SIGSTOP)
    try child.waitUntilStopped()
    child.send(SIGCONT)
    try child.wait("the question again") {
      Self.text($0).components(separatedBy: "¿Cuál es su correo").count == 3
        && $0.lines.last == "> ventas@"
    }
    child.type("example.com\r")
    try Self.wait(child, for: "¿Cuál es su dirección")
    #expect(Self.text(child.screen).contains("Correo: ventas@example.com"))
    child.type("\u{04}")
    #expect(try child.wait() == .status(65))
  }

  @Test func `a hang-up ends it with the draft kept, and nothing more is written`() throws {
    let child = try office.startOnTerminal()
    try Self.answer(child, until: "¿Qué día")
    child.type("med")
    try child.wait(forLastLine: "> med")
    let before = child.transcript.count
    child.send(SIGHUP)
    #expect(try child.wait() == .status(65))
    #expect(child.terminalIsRestored)
    #expect(!String(decoding: child.transcript[before...], as: UTF8.self).contains("conversación"))
    #expect(try office.rows("SELECT document_number FROM draft") == ["52123456"])
    #expect(try office.rows("SELECT kind FROM event WHERE kind = 'book'") == [])
  }

  @Test func `an acceptance of a place that another took meanwhile offers others`() throws {
    try office.openForTheFirstTime()
    try setHold(seconds: 3_600)
    let child = try office.startOnTerminal()
    try Self.answer(child, until: "¿Con la oficina")
    child.type("Arauca\r")
    try Self.wait(child, for: "¿Qué día")
    child.type("16\r")
    try Self.wait(child, for: "¿A qué hora")
    child.type("11:20\r")
    try Self.wait(child, for: "¿Acepta")
    // By this clock the hold has ended.
    let other = try office.run(
      ["--json", "--agente", "x", "--ahora", "2021-09-10T11:00"],
      lines: Conversation.booking(document: "79123456", city: "Arauca").map(\.answer))
    #expect(other.exit == .status(0))
    child.type("aceptar\r")
    try child.wait(for: "la acaba de tomar otra persona")
    try Self.wait(child, for: "¿A qué hora, el jueves 16")
    #expect(Self.text(child.screen).contains("- jueves 16 de septiembre, 11:00 a. m."))
    child.type("11:40\r")
    try Self.wait(child, for: "¿Acepta")
    child.type("aceptar\r")
    #expect(try child.wait() == .status(0))
    #expect(
      try office.rows("SELECT document_number || ' ' || minute FROM appointment ORDER BY minute")
        == ["79123456 680", "52123456 700"])
  }

  // MARK: Leaving

  @Test func `Ctrl-C drops the line, asks whether to leave, and leaves the second time`() throws {
    let child = try office.startOnTerminal()
    try Self.answer(child, until: "¿Cuál es el número?")
    child.type("5212")
    try child.wait(forLastLine: "> 5212")
    child.type("\u{03}")
    try child.wait(forLastLine: ">")
    #expect(!Self.text(child.screen).contains("¿Quiere salir?"))
    child.type("\u{03}")
    try Self.wait(child, for: "¿Quiere salir? No quedará ninguna cita.")
    child.type("no\r")
    try child.wait("the question again") {
      Self.text($0).components(separatedBy: "¿Cuál es el número?").count == 3
        && $0.lines.last == ">"
    }
    child.type("\u{03}")
    try child.wait("the second time") {
      Self.text($0).components(separatedBy: "¿Quiere salir?").count == 3 && $0.lines.last == ">"
    }
    child.type("\u{03}")
    #expect(try child.wait() == .status(130))
    #expect(child.terminalIsRestored)
  }

  @Test func `Ctrl-C and a yes leave, and the place that was held is free`() throws {
    let child = try office.startOnTerminal()
    try Self.answer(child, until: "¿Acepta")
    child.type("\u{03}")
    try Self.wait(child, for: "¿Quiere salir?")
    child.type("sí\r")
    #expect(try child.wait() == .status(0))
    #expect(child.terminalIsRestored)
    #expect(try office.rows("SELECT kind FROM event WHERE kind = 'release'").count == 1)
    #expect(try office.rows("SELECT city FROM claim JOIN point ON point.id = point") == [])
  }

  @Test func `Ctrl-D ends with 65 in a booking and with 0 at the menu`() throws {
    let first = try office.startOnTerminal()
    try Self.wait(first, for: "¿Qué quiere hacer?")
    first.type("\u{04}")
    #expect(try first.wait() == .status(0))
    #expect(first.terminalIsRestored)
    let child = try office.startOnTerminal()
    try Self.answer(child, until: "¿Cuál es su correo")
    child.type("\u{04}")
    #expect(try child.wait() == .status(65))
    #expect(child.terminalIsRestored)
    #expect(Self.text(child.screen).contains("No quedó ninguna cita."))
  }

  @Test(arguments: ["¿Qué quiere hacer", "¿Cuál es su correo", "¿Acepta"])
  func `a terminal that is gone ends the process`(question: String) throws {
    let child = try office.startOnTerminal()
    try Self.answer(child, until: question)
    child.closeInput()
    guard case .status = try child.wait() else {
      Issue.record("a signal ended it")
      return
    }
    // Nothing half written, and nobody's place.
    let next = try office.run(
      Conversation.json,
      lines: Conversation.answers(before: "fecha", document: "79123456") + ["16", "11:20"])
    #expect(next.text.contains("\"campo\":\"aceptar\""))
    if FileManager.default.fileExists(atPath: office.store) {
      #expect(try office.rows("SELECT code FROM appointment") == [])
    }
  }

  @Test func `SIGTERM gives the terminal back`() throws {
    let child = try office.startOnTerminal()
    try Self.wait(child, for: "¿Qué quiere hacer?")
    child.send(SIGTERM)
    #expect(try child.wait() == .signal(SIGTERM))
    #expect(child.terminalIsRestored)
  }

  // MARK: The line

  @Test func `Tab completes an option, which is understood`() throws {
    let child = try office.startOnTerminal()
    try Self.wait(child, for: "¿Qué quiere hacer?")
    child.type("agen\t")
    try child.wait(forLastLine: "> Agendar una cita")
    child.type("\r")
    try Self.wait(child, for: "¿Sobre qué necesita información?")
    child.type("estado del p\t\r")
    try Self.wait(child, for: "¿Autoriza")
    #expect(Self.text(child.screen).contains("Servicio: Estado del proceso"))
    child.type("sí\r")
    try Self.wait(child, for: "¿La cita es para")
    child.type("persona j\t\r")
    try Self.wait(child, for: "¿Qué documento tiene la empresa?")
    child.type("\u{04}")
    #expect(try child.wait() == .status(65))
  }

  static let offers: [(question: String, keys: String, line: String)] = [
    ("¿Qué quiere hacer?", "AGEN\t", "> Agendar una cita"),
    ("¿Sobre qué", "facil\t", "> Facilidad de pago"),
    ("¿Cuál es su nombre", "ay\t", "> ayuda"),
    ("¿Cuál es su nombre", "men\t", "> menú"),
    ("¿Cuál es su nombre", "corr\tnum\t", "> corregir número de documento"),
    ("¿Cuál es su correo", "disp\tibague\t", "> disponibilidad Ibagué"),
    ("¿En qué departamento", "norte\t", "> Norte de Santander"),
    ("¿En qué ciudad o municipio", "ipia\t", "> Ipiales (Nariño)"),
    ("¿Con la oficina de qué ciudad", "MEDELLI\t", "> Medellín (Antioquia)"),
    ("¿Qué día", "vie\t17\t", "> viernes 17 de septiembre de 2021"),
    ("¿Acepta", "más\t", "> Más tiempo"),
  ]

  @Test(arguments: offers)
  func `Tab offers options, cities and orders, with accents or without`(
    question: String, keys: String, line: String
  ) throws {
    let child = try office.startOnTerminal()
    try Self.answer(child, until: question)
    child.type(keys)
    try child.wait(forLastLine: line)
    child.type("\u{15}\u{04}")
    guard case .status = try child.wait() else {
      Issue.record("a signal ended it")
      return
    }
  }

  @Test func `two Tabs list what there is, in columns, above the line`() throws {
    let child = try office.startOnTerminal()
    try Self.answer(child, until: "¿Cuál es su nombre")
    child.type("\t\t")
    try child.wait("the list") { screen in
      screen.lines.last == ">" && screen.lines.contains { $0.contains("disponibilidad") }
    }
    #expect(Self.text(child.screen).contains("ayuda"))
    child.type("corregir c\t\t")
    try child.wait("the fields") {
      $0.lines.last == "> corregir c" && $0.lines.contains { $0.contains("corregir celular") }
    }
    child.type("\u{15}\u{04}")
    #expect(try child.wait() == .status(65))
  }

  @Test func `the arrows bring orders back and never an answer`() throws {
    let child = try office.startOnTerminal()
    try Self.answer(child, until: "¿Cuál es el número?")
    child.type("ayuda\r")
    try Self.wait(child, for: "La cita sirve solo para este documento")
    child.type("52123456\r")
    try Self.wait(child, for: "¿Cuál es su nombre")
    child.type("\u{1B}[A")
    try child.wait(forLastLine: "> ayuda")
    child.type("\u{15}\u{04}")
    #expect(try child.wait() == .status(65))
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: office.folder)
        .allSatisfy { $0.hasPrefix("citas.db") })
  }

  @Test func `bytes that are no UTF-8 and a paste of many lines are survived`() throws {
    let child = try office.startOnTerminal()
    try Self.wait(child, for: "¿Qué quiere hacer?")
    child.type([0xFF, 0xFE, 0x0D])
    try child.wait(for: "Hay signos que no puedo leer: U+FFFD")
    try child.wait(forLastLine: ">")
    child.type("1\r4\rsí\r1\r")
    try Self.wait(child, for: "¿Qué documento tiene?")
    child.type("\u{04}")
    #expect(try child.wait() == .status(65))
  }

  // MARK: Looks

  @Test func `a terminal has colour, and the words carry the meaning without it`() throws {
    let child = try office.startOnTerminal([])
    try Self.wait(child, for: "¿Qué quiere hacer?")
    #expect(!Self.colours(child).isEmpty)
    child.type("5\r")
    #expect(try child.wait() == .status(0))
  }

  static let plain: [(arguments: [String], environment: [String: String])] = [
    (["--sin-color"], ["TERM": "xterm"]), ([], ["TERM": "xterm", "NO_COLOR": "1"]),
    ([], ["TERM": "dumb"]), ([], [:]),
  ]

  @Test(arguments: plain.indices)
  func `no escape for colour where it is not wanted`(row: Int) throws {
    let (arguments, environment) = Self.plain[row]
    let child = try office.startOnTerminal(arguments, environment: environment)
    try Self.wait(child, for: "¿Qué quiere hacer?")
    child.type("9\r")
    try Self.wait(child, for: "Esa opción no está en la lista.")
    child.type("5\r")
    #expect(try child.wait() == .status(0))
    #expect(Self.colours(child).isEmpty)
    if environment["TERM"] != "xterm" { #expect(!child.transcript.contains(0x1B)) }
  }

  /// The sequences that set or reset colour and weight.
  static func colours(_ child: Child) -> [Substring] {
    String(decoding: child.transcript, as: UTF8.self)
      .matches(of: /\u{1B}\[[0-9;]*m/).map(\.output)
  }

  @Test func `a booking on a terminal that can do nothing`() throws {
    let child = try office.startOnTerminal([], environment: ["TERM": "dumb"])
    try Self.answer(child, until: "¿Acepta", enter: "\n")
    child.type("aceptar\n")
    #expect(try child.wait() == .status(0))
    #expect(!child.transcript.contains(0x1B))
    #expect(Self.text(child.screen).contains("Su cita quedó agendada."))
  }
}
