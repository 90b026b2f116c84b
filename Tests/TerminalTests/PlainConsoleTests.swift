import Foundation
import PseudoTerminal
import Testing

/// Between pipes, with a process of its own.
@Suite(.serialized) struct PlainConsoleTests {
  static func start(
    _ arguments: [String] = [], environment: [String: String] = ["TERM": "xterm"]
  ) throws -> Child {
    let child = try Child(
      Child.executable("consola-prueba"), arguments, environment: environment, on: .pipes)
    try child.wait(for: "listo terminal=false color=false ancho=")
    return child
  }

  static func output(of input: [UInt8]) throws -> String {
    let child = try start()
    child.type(input)
    child.closeInput()
    #expect(try child.wait() == .status(0))
    return child.unseen
  }

  @Test func `a pipe gets no prompt, no colour and every line`() throws {
    let output = try Self.output(of: Array("uno\ndós\r\n\nsin fin de línea".utf8))
    #expect(output == "80\n<uno> 80\n<dós> 80\n<> 80\n<sin fin de línea> 80\n<fin>\n")
  }

  @Test func `the width comes from COLUMNS, at least 20`() throws {
    for (columns, width) in [("50", 50), ("7", 20), ("x", 80)] {
      let child = try Self.start(environment: ["COLUMNS": columns])
      child.closeInput()
      #expect(try child.wait() == .status(0))
      #expect(child.unseen == "\(width)\n<fin>\n")
    }
  }

  @Test func `a deadline leaves half a line for the next read`() throws {
    let child = try Self.start(["--plazo", "30"])
    child.type("medio")
    try child.wait(for: "<vencido medio>")
    child.type(" día\n")
    try child.wait(for: "<medio día>")
    child.closeInput()
    #expect(try child.wait() == .status(0))
  }

  @Test func `SIGINT drops half a line`() throws {
    let child = try Self.start(["--plazo", "30"])
    child.type("medio")
    try child.wait(for: "<vencido medio>")
    child.send(SIGINT)
    try child.wait(for: "<interrumpido true>")
    child.type("entera\n")
    try child.wait(for: "<entera>")
    child.closeInput()
    #expect(try child.wait() == .status(0))
  }

  @Test func `a line of any length is cut and the next one is whole`() throws {
    let long = [UInt8](repeating: UInt8(ascii: "a"), count: 300_000)
    let output = try Self.output(of: long + Array("\nsigue\n".utf8))
    #expect(output.hasSuffix("<65536 bytes> 80\n<sigue> 80\n<fin>\n"))
  }

  @Test func `a reader that is gone ends the program without a signal`() throws {
    let child = try Self.start()
    child.closeOutput()
    child.type("hola\n")
    #expect(try child.wait() == .status(3))
  }
}
