import Foundation
import Testing

@testable import Terminal

@Suite struct CommandTests {
  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "citas-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
  }

  /// Runs a script of the shell. A file of its own would be busy while another test starts a child.
  private func run(
    _ body: String, _ words: [String] = [], input: [UInt8] = [], seconds: Int = 20
  ) -> CommandEnd {
    runCommand("/bin/sh", ["-c", body, "sh"] + words, input: input, seconds: seconds)
  }

  private func text(_ name: String) throws -> String {
    try String(contentsOf: folder.appending(path: name), encoding: .utf8)
  }

  @Test func `it has its words and its whole input, and what it writes goes nowhere`() throws {
    let input = String(repeating: "línea\n", count: 5_000)
    let end = run(
      "echo \"$@\" > \(folder.path)/palabras; cat > \(folder.path)/entrada; echo no; echo no >&2",
      ["-t", "dos palabras"], input: Array(input.utf8))
    #expect(end == .status(0))
    #expect(try text("palabras") == "-t dos palabras\n")
    #expect(try text("entrada") == input)
  }

  @Test func `one that reads nothing ends as it ends`() throws {
    #expect(run("exit 75", input: [1, 2, 3]) == .status(75))
    #expect(run("kill -9 $$") == .signal(9))
  }

  @Test func `one that hangs is killed`() throws {
    #expect(run("exec sleep 1000", seconds: 0) == .timedOut)
  }

  @Test func `what is not there, or is no program, was not started`() throws {
    #expect(
      runCommand(folder.path + "/nada", [], input: [], seconds: 20) == .notStarted)
    let file = folder.appending(path: "texto")
    try Data("hola".utf8).write(to: file)
    #expect(runCommand(file.path, [], input: [], seconds: 20) == .notStarted)
    #expect(!isProgram(file.path) && !isProgram(folder.path) && isProgram("/bin/sh"))
  }

  @Test func `an input that no pipe takes at once is not handed over in part`() throws {
    let input = [UInt8](repeating: 65, count: 10_000_000)
    #expect(run("cat > \(folder.path)/entrada", input: input) == .notStarted)
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/entrada"))
  }

  @Test func `a file is replaced as a whole, and is ours alone`() throws {
    let path = folder.path + "/1.eml"
    #expect(replaceFile(path, Array("uno".utf8)))
    #expect(replaceFile(path, Array("dos".utf8)))
    #expect(try text("1.eml") == "dos")
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["1.eml"])
    #expect(!replaceFile(folder.path + "/no/1.eml", []))
  }

  @Test func `a folder is made, or is there`() throws {
    #expect(makeFolder(folder.path + "/salida") && makeFolder(folder.path + "/salida"))
    try Data().write(to: folder.appending(path: "archivo"))
    #expect(!makeFolder(folder.path + "/archivo"))
    #expect(!makeFolder(folder.path + "/no/salida"))
  }
}
