import Embedded
import Testing

/// The texts that are in the binary.
enum Texts {
  static var names: [String] { Folder.prompts.names }

  static func text(_ name: String) throws -> String {
    try #require(Folder.prompts.text(name))
  }
}
