import Glibc
import Testing

@testable import Driver

/// The scripted dialogues of `dialogos/`, each held again from its first line.
@Suite struct TranscriptTests {
  static let folder =
    String(#filePath.prefix { _ in true }.dropLast("TranscriptTests.swift".count))
    + "dialogos/"

  static let files: [String] = {
    guard let folder = opendir(Self.folder) else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasSuffix(".dialogo") { names.append(name) }
    }
    return names.sorted()
  }()

  @Test func `there are dialogues`() {
    #expect(!Self.files.isEmpty)
  }

  @Test(arguments: files)
  func `comes out as it is written`(name: String) {
    switch Rehearsal.replay(file: Self.folder + name, updates: false) {
    case .same: break
    case .different(let lines): Issue.record("\(lines.joined(separator: "\n"))")
    case let result: Issue.record("\(result)")
    }
  }
}
