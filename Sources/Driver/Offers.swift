internal import Dialogue
internal import Domain
internal import Understanding
internal import Wording

/// What a Tab offers at a question: its options, and what can be asked for at any question.
struct Offers {
  /// The names of the options, when somebody wants them.
  let options: () -> [String]
  /// The cities that have a point of contact, when somebody wants them.
  let cities: () -> [String]

  /// The texts that may stand instead of `typed`, which is what stands before the cursor.
  func texts(for typed: String) -> [String] {
    let beginnings = [
      (OrderWords.correct, { Question.allCases.compactMap { OrderWords.name(of: $0) } }),
      (OrderWords.availability, cities),
    ]
    for (beginning, rest) in beginnings where Self.isBehind(beginning, typed) {
      return rest().map { beginning + " " + $0 }
    }
    return options() + OrderWords.alone + beginnings.map { $0.0 + " " }
  }

  /// Whether a word has begun, or may begin, after `beginning`.
  private static func isBehind(_ beginning: String, _ typed: String) -> Bool {
    let (beginning, words) = (folded(beginning), folded(typed))
    return words.hasPrefix(beginning + " ") || words == beginning && typed.last == " "
  }
}
