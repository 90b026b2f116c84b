import Foundation
import PseudoTerminal
import Testing

/// On a real pseudo-terminal, with a process of its own.
@Suite(.serialized) struct EditedConsoleTests {
  static let plainEnvironment = ["TERM": "xterm"]

  static func start(
    _ arguments: [String] = ["--sin-color"], environment: [String: String] = plainEnvironment,
    columns: Int = 80, rows: Int = 24
  ) throws -> Child {
    let child = try Child(
      Child.executable("consola-prueba"), arguments, environment: environment,
      on: .terminal(columns: columns, rows: rows))
    try child.wait(for: "listo")
    try child.wait(forLastLine: ">")
    return child
  }

  static func finish(_ child: Child, dropping: Bool = false) throws {
    if dropping {
      child.type("\u{15}")
      try child.wait(forLastLine: ">")
    }
    child.type("\u{04}")
    try child.wait(for: "<fin>")
    #expect(try child.wait() == .status(0))
  }

  static let utf8: [(keys: String, line: String)] = [
    ("ñandú", "ñandú"),
    ("ñ\u{7F}n", "n"),
    ("peña\u{7F}\u{7F}nsión", "pensión"),
    ("Bogotá, D. C.", "Bogotá, D. C."),
    ("ab\u{08}c", "ac"),
    // Left twice, then an insertion between two-byte characters; Home; End.
    ("áé\u{1B}[Dí", "áíé"),
    ("\u{1B}[D\u{1B}[Cé\u{01}ñ\u{05}!", "ñé!"),
    ("中文", "中文"),
    ("🙂x\u{7F}", "🙂"),
    ("", ""),
  ]

  @Test(arguments: utf8)
  func `a line in UTF-8 is edited by whole characters`(keys: String, line: String) throws {
    let child = try Self.start()
    child.type(keys + "\r")
    try child.wait(for: "<\(line)>")
    try Self.finish(child)
  }

  static let keys: [(keys: String, line: String)] = [
    // By a word and back, with Ctrl and with Alt.
    ("calle 5 # 10-20\u{1B}[1;5DA\u{1B}[1;5C-B", "calle 5 # A10-20-B"),
    ("calle 5 # 10\u{1B}b\u{1B}b\u{1B}[1;3DX\u{1B}fY", "XcalleY 5 # 10"),
    ("uno dos tres\u{01}\u{1B}[3;5~\u{1B}d\u{05}\u{1B}\u{7F}", " "),
    // Home, End, Delete and the arrows, as terminals send them in either mode.
    ("bc\u{1B}[Ha\u{1B}[Fd\u{1B}OHx\u{1B}[1~\u{1B}[3~\u{1B}OF!", "abcd!"),
    ("áé\u{1B}OD\u{1B}OCí\u{1B}[D\u{1B}[4~ó", "áéíó"),
    // Shift-Left, Page Up, Page Down, Insert, F1, F5, Linux's F1, a key with Ctrl.
    (
      "10-20\u{1B}[1;2D\u{1B}[5~\u{1B}[6~\u{1B}[2~\u{1B}[11~\u{1B}[15~\u{1B}[[A\u{1B}[1;5P!",
      "10-20!"
    ),
    ("10-\u{1B}OP20\u{1B}ñ\u{1B}5\u{1B}a", "10-20ñ5a"),
    ("12\u{16}3\u{18}4", "1234"),
    ("\u{1B}[200~Calle 5\r\n# 10-20\t\n\u{1B}[201~ sur", "Calle 5 # 10-20 sur"),
  ]

  @Test(arguments: keys)
  func `a key edits the line or leaves it as it is`(keys: String, line: String) throws {
    let child = try Self.start()
    child.type(keys + "\r")
    try child.wait(for: "<\(line)>")
    try Self.finish(child)
  }

  @Test func `Esc alone is nothing, and the letter after it is one`() throws {
    let child = try Self.start(["--sin-color", "--plazo", "30"])
    child.type("a\u{1B}")
    // So many deadlines are longer than anybody waits for the rest of a key.
    for _ in 0..<6 { try child.wait(for: "<vencido a>") }
    child.type("Oscar\r")
    try child.wait(for: "<aOscar>")
    try Self.finish(child)
  }

  @Test func `Alt-P finds the order that begins so`() throws {
    let child = try Self.start()
    for order in ["orden uno", "orden dos"] {
      child.type(order + "\r")
      try child.wait(for: "<\(order)>")
    }
    child.type("orden u\u{1B}p")
    try child.wait(forLastLine: "> orden uno")
    child.type("\r")
    try child.wait(for: "<orden uno>")
    try Self.finish(child)
  }

  @Test func `the cursor moves in a line that takes no more`() throws {
    let child = try Self.start()
    child.type(String(repeating: "a", count: 4_096) + "b\u{1B}[D\u{7F}\u{1B}[1;5D\u{7F}\r")
    try child.wait(for: "<4095 bytes>")
    try Self.finish(child)
  }

  static let environments: [[String: String]] = [
    ["TERM": "xterm", "LC_ALL": "C"],
    ["TERM": "xterm", "LANG": "es_CO.ISO-8859-1"],
    ["TERM": "xterm", "LANG": "C.UTF-8"],
    ["TERM": "linux", "LC_CTYPE": "nowhere.UTF-8"],
  ]

  @Test(arguments: environments)
  func `UTF-8 is edited whatever the locale`(environment: [String: String]) throws {
    let child = try Self.start(environment: environment)
    child.type("mañana")
    try child.wait(forLastLine: "> mañana")
    child.type("\u{7F}\u{7F}\u{7F}o\r")
    try child.wait(for: "<maño>")
    try Self.finish(child)
  }

  @Test func `ill-formed bytes become U+FFFD and the next key counts`() throws {
    let child = try Self.start()
    child.type(Array("a".utf8) + [0xF1] + Array("o".utf8) + [0xC3, 0x0D])
    try child.wait(for: "<a\u{FFFD}o\u{FFFD}>")
    try Self.finish(child)
  }

  @Test func `a paste of several lines is several lines`() throws {
    let child = try Self.start()
    child.type("uno\rdós\rtres ñ\r")
    try child.wait(for: "<uno>")
    try child.wait(for: "<dós>")
    try child.wait(for: "<tres ñ>")
    try Self.finish(child)
  }

  @Test func `Ctrl-C drops the line and says whether there was one`() throws {
    let child = try Self.start()
    child.type("\u{03}")
    try child.wait(for: "<interrumpido false>")
    child.type("mal")
    try child.wait(forLastLine: "> mal")
    child.type("\u{03}")
    try child.wait(for: "<interrumpido true>")
    child.type("bien\r")
    try child.wait(for: "<bien>")
    try Self.finish(child)
  }

  @Test func `an interruption between two reads waits for the next one`() throws {
    let child = try Child(
      Child.executable("consola-prueba"), ["--ocupada"], environment: Self.plainEnvironment)
    try child.wait(for: "listo")
    child.send(SIGINT)
    try child.wait(for: "<interrumpido false>")
    try Self.finish(child)
  }

  @Test func `Ctrl-D ends an empty line only`() throws {
    let child = try Self.start()
    child.type("a\u{04}b\r")
    try child.wait(for: "<ab>")
    try Self.finish(child)
    #expect(child.terminalIsRestored)
  }

  @Test func `Ctrl-D counts when it was typed before it was asked for`() throws {
    let child = try Child(
      Child.executable("consola-prueba"), ["--ocupada"], environment: Self.plainEnvironment)
    try child.wait(for: "listo")
    child.type("\u{04}")
    child.send(SIGINT)
    try child.wait(for: "<fin>")
    #expect(try child.wait() == .status(0))
  }

  @Test func `a deadline keeps half a word and the screen in order`() throws {
    let child = try Self.start(["--sin-color", "--plazo", "30"])
    child.type("bogo")
    try child.wait(for: "<vencido bogo>")
    try child.wait(forLastLine: "> bogo")
    child.type("tá\r")
    try child.wait(for: "<bogotá>")
    let shown = child.screen.lines.filter { $0.hasPrefix(">") }
    #expect(shown.first == "> bogotá", "earlier prompts are gone: \(shown)")
    try Self.finish(child)
  }

  @Test func `a deadline keeps the cursor where it was`() throws {
    let child = try Self.start(["--sin-color", "--plazo", "30"])
    child.type("ac\u{1B}[D")
    try child.wait(for: "<vencido ac>")
    try child.wait(for: "<vencido ac>")
    child.type("b\r")
    try child.wait(for: "<abc>")
    try Self.finish(child)
  }

  @Test func `a deadline does not tear a character apart`() throws {
    let child = try Self.start(["--sin-color", "--plazo", "30"])
    child.type([0x61, 0xC3])
    try child.wait(for: "<vencido a>")
    child.type([0xB1, 0x0D])
    try child.wait(for: "<añ>")
    try Self.finish(child)
  }

  @Test func `the cursor keys find what may be remembered and nothing else`() throws {
    let child = try Self.start()
    child.type("orden uno\r")
    try child.wait(for: "<orden uno>")
    child.type("secreto\r")
    try child.wait(for: "<secreto>")
    child.type("\u{1B}[A")
    try child.wait(forLastLine: "> orden uno")
    child.type("\r")
    try child.wait(for: "<orden uno>")
    try Self.finish(child)
  }

  static let completions: [(keys: String, line: String)] = [
    ("bogo\t\r", "Bogotá"),
    ("BOGOTÁ\t\r", "Bogotá"),
    ("med\tX\r", "MedellínX"),
    ("san \tj\t\r", "San José"),
    ("s\t\r", "San "),
    ("zzz\t\r", "zzz"),
    // Before the cursor only.
    ("bog!\u{1B}[D\t\r", "Bogotá!"),
  ]

  @Test(arguments: completions)
  func `Tab completes the text before the cursor`(keys: String, line: String) throws {
    let child = try Self.start([
      "--sin-color", "--opciones", "Bogotá,Medellín,San Andrés,San José",
    ])
    child.type(keys)
    try child.wait(for: "<\(line)>")
    try Self.finish(child)
  }

  @Test func `a second Tab lists what is possible and keeps the line`() throws {
    let child = try Self.start([
      "--sin-color", "--opciones", "Bogotá,Medellín,San Andrés,San José",
    ])
    child.type("san \t\t")
    try child.wait("the list") { $0.lines.suffix(2) == ["San Andrés  San José", "> san"] }
    child.type("a\t\r")
    try child.wait(for: "<San Andrés>")
    try Self.finish(child)
  }

  @Test func `the line is drawn again in a terminal of another width`() throws {
    let child = try Self.start(columns: 60, rows: 10)
    child.type("hola")
    try child.wait(forLastLine: "> hola")
    child.resize(columns: 40, rows: 10)
    child.type(" ñ\r")
    try child.wait(for: "<hola ñ> 40")
    try Self.finish(child)
  }

  @Test(arguments: [(60, 40), (40, 60), (80, 200)])
  func `the question is laid out for the new width, once, and the line is kept`(
    before: Int, after: Int
  ) throws {
    let child = try Self.start(["--sin-color", "--pregunta"], columns: before, rows: 10)
    child.type("hola")
    try child.wait(forLastLine: "> hola")
    child.resize(columns: after, rows: 10)
    try child.wait("the new question") { $0.lines.contains("para \(after) columnas") }
    child.type(" ñ")
    try child.wait(forLastLine: "> hola ñ")
    #expect(child.screen.lines.dropFirst() == ["¿Qué?", "para \(after) columnas", "> hola ñ"])
    child.type("\r")
    try child.wait(for: "<hola ñ> \(after)")
    try Self.finish(child)
  }

  @Test func `a line counts down above what is typed, which it does not disturb`() throws {
    let child = try Self.start(["--sin-color", "--pregunta", "--cuenta", "30"])
    child.type("mañana\u{1B}[D\u{1B}[D")
    try child.wait("the end of the count") { $0.lines.contains("quedan 0") }
    #expect(child.screen.lines.suffix(3) == ["para 80 columnas", "quedan 0", "> mañana"])
    #expect(child.screen.cursor.column == 6)
    child.type("x\r")
    try child.wait(for: "<mañaxna>")
    try child.wait(forLastLine: ">")
    // The count of a line that was sent stands nowhere; a blank remains.
    #expect(child.screen.lines.filter { $0.hasPrefix("quedan") }.count == 1)
    #expect(child.screen.lines.contains(""))
    try Self.finish(child)
  }

  @Test func `the count goes on above a line of several rows`() throws {
    let child = try Self.start(["--sin-color", "--cuenta", "60"], columns: 30, rows: 12)
    let text = String(repeating: "ñandú ", count: 12) + "fin"
    child.type(text)
    try child.wait("the end of the count") { $0.lines.contains("quedan 0") }
    #expect(child.screen.lines.filter { $0.hasPrefix("quedan") } == ["quedan 0"])
    let start = child.screen.lines.firstIndex { $0.hasPrefix("> ñandú") } ?? 0
    #expect(child.screen.lines[start - 1] == "quedan 0")
    #expect(child.screen.lines[start...].joined().hasSuffix("fin"))
    try Self.finish(child, dropping: true)
  }

  @Test func `the count goes on above a list of choices, a deadline and a Ctrl-C`() throws {
    let child = try Self.start([
      "--sin-color", "--cuenta", "60", "--opciones", "San Andrés,San José",
    ])
    child.type("san \t\t")
    try child.wait("the list") {
      $0.lines.contains("San Andrés  San José") && $0.lines.suffix(2) == ["quedan 0", "> san"]
    }
    #expect(child.screen.lines.filter { $0.hasPrefix("quedan") }.count == 1)
    child.type("\u{03}")
    try child.wait(for: "<interrumpido true>")
    try child.wait("the count again") { $0.lines.suffix(2).first?.hasPrefix("quedan") == true }
    #expect(child.screen.lines.filter { $0.hasPrefix("quedan") }.count == 1)
    try Self.finish(child)
  }

  @Test func `Ctrl-L leaves the question, the count and the line on the screen`() throws {
    let child = try Self.start(["--sin-color", "--pregunta", "--cuenta", "40"])
    child.type("hola\u{0C}")
    try child.wait("a clear screen") {
      $0.lines == ["¿Qué?", "para 80 columnas", "quedan 0", "> hola"]
    }
    child.type("\u{12}!\r")
    try child.wait(for: "<hola!>")
    try Self.finish(child)
  }

  @Test func `a deadline that passes leaves one count`() throws {
    let child = try Self.start(["--sin-color", "--cuenta", "200", "--plazo", "50"])
    child.type("a")
    try child.wait(for: "<vencido a>")
    child.type("b")
    try child.wait(for: "<vencido ab>")
    try child.wait(forLastLine: "> ab")
    #expect(child.screen.lines.filter { $0.hasPrefix("quedan") }.count == 1)
    child.type("\r")
    try child.wait(for: "<ab>")
    try Self.finish(child)
  }

  @Test func `a line longer than the terminal is wide wraps and is erased whole`() throws {
    let child = try Self.start(["--sin-color", "--plazo", "30"], columns: 30, rows: 20)
    let text = String(repeating: "ñandú ", count: 12) + "fin"
    child.type(text)
    try child.wait(for: "<vencido \(text.prefix(1))")
    child.type("\r")
    // The terminal wraps the answer without a line end of its own.
    try child.wait(for: "<\(text)>")
    #expect(child.screen.lines.filter { $0.hasPrefix("> ñ") }.count == 1)
    try Self.finish(child)
  }

  @Test func `a stopped program takes the terminal again and the line returns`() throws {
    let child = try Self.start()
    child.type("medio")
    try child.wait(forLastLine: "> medio")
    child.send(SIGSTOP)
    try child.waitUntilStopped()
    child.send(SIGCONT)
    child.type(" día\r")
    try child.wait(for: "<medio día>")
    try Self.finish(child)
  }

  /// With job control: where there is no shell to continue it, the kernel stops no process on
  /// Ctrl-Z.
  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/bin/bash")))
  func `Ctrl-Z gives the shell its terminal, and fg the line`() throws {
    let shell = try Child(
      "/bin/bash", ["--norc", "--noprofile", "--noediting", "-i"],
      environment: ["TERM": "xterm", "PS1": "$ ", "HISTFILE": "", "PATH": "/usr/bin:/bin"])
    try shell.wait(forLastLine: "$")
    shell.type(Child.executable("consola-prueba") + " --sin-color\n")
    try shell.wait(for: "listo")
    try shell.wait(forLastLine: ">")
    shell.type("medio")
    try shell.wait(forLastLine: "> medio")
    shell.type("\u{1A}")
    try shell.wait(forLastLine: "$")
    #expect(shell.terminalIsRestored)
    shell.type("fg\n")
    try shell.wait(forLastLine: "> medio")
    shell.type(" día\r")
    try shell.wait(for: "<medio día>")
    shell.type("\u{04}")
    try shell.wait(for: "<fin>")
    shell.type("exit $?\n")
    #expect(try shell.wait() == .status(0))
  }

  @Test(arguments: [SIGTERM, SIGQUIT])
  func `a killed program gives the terminal back`(signal: Int32) throws {
    // Swift's own report of a crash, where it is installed, would catch SIGQUIT first.
    let child = try Self.start(environment: ["TERM": "xterm", "SWIFT_BACKTRACE": "enable=no"])
    child.type("algo")
    try child.wait(forLastLine: "> algo")
    #expect(!child.terminalIsRestored)
    child.send(signal)
    #expect(try child.wait() == .signal(signal))
    #expect(child.terminalIsRestored)
  }

  @Test(arguments: [SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT, SIGFPE])
  func `a program that crashes while it reads gives the terminal back`(signal: Int32) throws {
    let child = try Self.start(environment: ["TERM": "xterm", "SWIFT_BACKTRACE": "enable=no"])
    child.type("algo")
    try child.wait(forLastLine: "> algo")
    #expect(!child.terminalIsRestored)
    child.send(signal)
    #expect(try child.wait() == .signal(signal))
    #expect(child.terminalIsRestored)
  }

  @Test(arguments: ["precondicion", "pila"])
  func `a fault of the program's own, too`(fault: String) throws {
    let child = try Self.start(environment: ["TERM": "xterm", "SWIFT_BACKTRACE": "enable=no"])
    child.type("falla \(fault)\t")
    guard case .signal = try child.wait() else {
      Issue.record("it did not crash")
      return
    }
    #expect(child.terminalIsRestored)
  }

  @Test func `a terminal that is gone is told`() throws {
    let child = try Self.start()
    child.closeInput()
    #expect(try child.wait() == .status(5))
  }

  @Test func `colour is for a terminal without NO_COLOR`() throws {
    let coloured = try Self.start([])
    #expect(String(decoding: coloured.transcript, as: UTF8.self).contains("\u{1B}[1mlisto"))
    #expect(String(decoding: coloured.transcript, as: UTF8.self).contains("\u{1B}[0m "))
    coloured.type("ñ")
    try coloured.wait(forLastLine: "> ñ")
    #expect(coloured.screen.cursor.column == 3)
    coloured.type("\r")
    try coloured.wait(for: "<ñ>")
    try Self.finish(coloured)

    let plain = try Self.start([], environment: ["TERM": "xterm", "NO_COLOR": "1"])
    #expect(!String(decoding: plain.transcript, as: UTF8.self).contains("\u{1B}[1m"))
    try Self.finish(plain)
  }

  static let unedited: [[String: String]] = [
    ["TERM": "dumb"], [:], ["TERM": ""], ["TERM": "no-such-terminal"],
  ]

  @Test(arguments: unedited)
  func `a terminal that can do nothing is read plainly`(environment: [String: String]) throws {
    let child = try Self.start(environment: environment)
    #expect(!child.transcript.contains(0x1B))
    child.type("mañana\u{7F}o\n")
    try child.wait(for: "<mañano>")
    child.type("mal")
    try child.wait(for: "mal")
    child.type("\u{03}")
    // The terminal itself drops what had been typed.
    try child.wait(for: "<interrumpido false>")
    try Self.finish(child)
  }
}
