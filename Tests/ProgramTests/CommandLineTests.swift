import Foundation
import PseudoTerminal
import Testing

/// What the program offers to shells and to `man`, as these take it.
struct CommandLineTests {
  let office: Office

  init() throws { office = try Office() }

  static func isInstalled(_ program: String) -> Bool {
    FileManager.default.isExecutableFile(atPath: program)
  }

  private func write(_ arguments: [String]) throws -> String {
    let run = try office.run(arguments, input: [])
    #expect(run.exit == .status(0) && run.errors == "")
    let path = office.folder + "/" + arguments.joined(separator: "-")
    try run.text.write(toFile: path, atomically: true, encoding: .utf8)
    return path
  }

  static let wrong: [(arguments: [String], similar: String)] = [
    (["--agent", "Ana"], "--agente"), (["-json"], "--json"), (["--sin-colores"], "--sin-color"),
    (["--lectro"], "--lector"), (["ensallar", "a"], "«ensayar»"), (["interpreta"], "«interpretar»"),
    (["MANUAL"], "«manual»"), (["interpretar", "fechas"], "«fecha»"),
    (["completar", "bahs"], "«bash»"), (["horario", "agregr"], "«citas horario agregar»"),
    (["correo", "envia"], "«citas correo enviar»"),
  ]

  @Test(arguments: wrong)
  func `what is misspelt is answered with the nearest right one`(
    arguments: [String], similar: String
  ) throws {
    let run = try office.run(arguments, input: [], isOnStore: false)
    #expect(run.exit == .status(64) && run.output == [])
    #expect(run.errors.contains("¿Quiso decir " + similar), "\(run.errors)")
  }

  /// «lista» is a command, and none that follows «horario».
  @Test(arguments: [["--color-de-fondo"], ["horario", "lista"], ["mapa", "de", "Cali"]])
  func `what is like nothing is only told`(arguments: [String]) throws {
    let run = try office.run(arguments, input: [], isOnStore: false)
    #expect(run.exit == .status(64) && !run.errors.contains("¿Quiso decir"))
  }

  @Test(.enabled(if: isInstalled("/usr/bin/mandoc")))
  func `mandoc finds nothing to say about the manual`() throws {
    let page = try write(["manual"])
    let check = try Child("/usr/bin/mandoc", ["-Tlint", page], on: .pipes)
    #expect(try check.wait() == .status(0), "\(check.unseen)")
  }

  static let lines: [(line: String, offers: [String])] = [
    ("citas en", ["ensayar"]), ("citas --se", ["--semilla"]), ("citas --agente ", []),
    ("citas interpretar dire", ["direccion"]), ("citas interpretar fecha --c", ["--con"]),
    ("citas --base /dev/nul", ["/dev/null"]), ("citas completar ", ["bash", "zsh", "fish"]),
    ("citas mapa --json", []), ("citas ensayar /dev/nul", ["/dev/null"]),
  ]

  @Test(.enabled(if: isInstalled("/bin/bash")), arguments: lines)
  func `bash completes`(line: String, offers: [String]) throws {
    let script = try write(["completar", "bash"])
    let simulation = """
      source "$1"; read -ra COMP_WORDS <<< "$2"; [[ $2 == *" " ]] && COMP_WORDS+=("")
      COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _citas; printf '%s\\n' "${COMPREPLY[@]}"
      """
    let shell = try Child("/bin/bash", ["-c", simulation, "bash", script, line], on: .pipes)
    #expect(try shell.wait() == .status(0))
    #expect(shell.unseen.split(separator: "\n").map { String($0) } == offers)
  }

  @Test(.enabled(if: isInstalled("/usr/bin/zsh")))
  func `zsh reads its completion`() throws {
    let script = try write(["completar", "zsh"])
    #expect(try Child("/usr/bin/zsh", ["-n", script], on: .pipes).wait() == .status(0))
  }

  @Test(.enabled(if: isInstalled("/usr/bin/fish")), arguments: lines)
  func `fish completes`(line: String, offers: [String]) throws {
    let script = try write(["completar", "fish"])
    let shell = try Child(
      "/usr/bin/fish", ["-c", "source $argv[1]; complete -C $argv[2]", script, line],
      environment: ["HOME": office.folder, "TERM": "dumb"], on: .pipes)
    #expect(try shell.wait() == .status(0))
    let found = shell.unseen.split(separator: "\n").map { String($0.prefix { $0 != "\t" }) }
    // It corrects what is nearly right, and knows the options that begin as another's.
    #expect(Set(offers).isSubset(of: found), "\(found)")
  }
}
