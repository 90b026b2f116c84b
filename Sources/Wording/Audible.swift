/// `text` without what a voice reads out badly or passes over: quotation marks, check marks and
/// dots, the dashes and spaces of a list, the spaces that align columns.
func audible(_ text: String) -> String {
  text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
    var line = line.drop { $0 == " " || $0 == "✓" }
    if line.hasPrefix("- ") { line = line.dropFirst(2) }
    var words = ""
    for character in line where !"«»•".contains(character) {
      if character == " ", words.last == " " { continue }
      words.append(character)
    }
    return words
  }.joined(separator: "\n")
}
