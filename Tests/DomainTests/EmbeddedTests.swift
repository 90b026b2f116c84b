import Embedded
import Foundation
import Testing

@Suite struct EmbeddedTests {
  @Test(arguments: [(Folder.prompts, "prompts"), (Folder.data, "Sources/CEmbedded/data")])
  func `the embedded files are those of the folder`(folder: Folder, path: String) throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let directory = root.appending(path: path)
    let names = try FileManager.default.contentsOfDirectory(atPath: directory.path)
      .filter { !$0.hasPrefix(".") }
    #expect(folder.names == names.sorted())
    for name in names {
      let bytes = try Data(contentsOf: directory.appending(path: name))
      #expect(folder.bytes(name)?.elementsEqual(bytes) == true, "\(name)")
    }
  }

  @Test func `an index finds the rows of its table by their first column`() throws {
    let name = "nomenclatura.tsv"
    let index = try #require(Folder.data.index(ofTable: name))
    let rows = rows(ofTable: try #require(Folder.data.text(name)))
    #expect(rows.count > 200)
    for row in rows {
      #expect(index.row(row[0]) == rows.first { $0[0] == row[0] })
      let words = row[0].split(separator: " ").map(String.init)
      if words.count > 1 { #expect(index.mayBegin(with: words[0])) }
      #expect(index.row(row[0] + " x") == nil)
    }
    #expect(index.row("") == nil)
    #expect(!index.mayBegin(with: "calle"))
    #expect(Folder.data.index(ofTable: "nada.tsv") == nil)
  }
}
