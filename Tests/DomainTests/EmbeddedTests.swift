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
}
