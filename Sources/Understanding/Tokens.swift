internal import Domain

/// A number, in digits or words, or a word.
enum Token: Hashable {
  /// `digits` as typed; the width of a number in words is 0.
  case number(Int, digits: Int)
  case word(String)
}

/// The numbers and words in `words`: `treinta y uno` is 31, `14h20` three of them.
func tokens(of words: ArraySlice<String>) -> [Token] {
  var tokens: [Token] = []
  var words = words.flatMap(partedAtDigits)[...]
  while let word = words.first {
    if let number = wholeNumber(word.utf8) {
      tokens.append(.number(number, digits: word.utf8.count))
      words = words.dropFirst()
    } else if let (number, rest) = Vocabulary.numbers.leading(words) {
      words = rest
      if number >= 20, number % 10 == 0, let (_, afterAnd) = Vocabulary.and.leading(rest),
        let (unit, after) = Vocabulary.numbers.leading(afterAnd), (1...9).contains(unit)
      {
        tokens.append(.number(number + unit, digits: 0))
        words = after
      } else {
        tokens.append(.number(number, digits: 0))
      }
    } else {
      tokens.append(.word(word))
      words = words.dropFirst()
    }
  }
  return tokens
}

/// `14h20` as `14`, `h`, `20`.
func partedAtDigits(_ word: String) -> [String] {
  let digits = word.utf8.count(where: isDigit)
  if digits == 0 || digits == word.utf8.count { return word.isEmpty ? [] : [word] }
  var parts: [String] = []
  var isDigits = false
  for character in word {
    let digit = ("0"..."9").contains(character)
    if parts.isEmpty || digit != isDigits { parts.append("") }
    parts[parts.count - 1].append(character)
    isDigits = digit
  }
  return parts
}
