/// The candidate that `word` most likely is, misspelt: the first at the least distance, a third of
/// its letters at most; or the only one that it begins. Both are compared folded.
package func nearest(to word: String, among candidates: [String]) -> String? {
  let written = Array(folded(word).utf8)
  guard !written.isEmpty else { return nil }
  var distance = EditDistance(to: written, atMost: max(1, written.count / 3))
  var best: (candidate: String, distance: Int)?
  for candidate in candidates {
    let letters = Array(folded(candidate).utf8)
    guard !letters.isEmpty, let found = distance(letters, letters.indices) else { continue }
    if found < best?.distance ?? .max { best = (candidate, found) }
  }
  if let best { return best.candidate }
  let begun = candidates.filter { folded($0).utf8.starts(with: written) }
  return begun.count == 1 ? begun[0] : nil
}

/// How many letters were left out, put in, changed or swapped with their neighbour on the way from
/// a word to others. Optimal string alignment (Damerau-Levenshtein, restricted), along the band that
/// the limit leaves; its rows are kept for the next word.
struct EditDistance {
  private let word: [UInt8]
  private let limit: Int
  private var twoBack: [Int]
  private var previous: [Int]
  private var row: [Int]

  /// Distances above `limit` are not told apart.
  init(to word: [UInt8], atMost limit: Int) {
    self.word = word
    self.limit = limit
    let blank = [Int](repeating: limit + 1, count: word.count + 1)
    (twoBack, previous, row) = (blank, blank, blank)
  }

  /// The distance to what stands at `range` of `text`; nil when above the limit.
  mutating func callAsFunction(_ text: [UInt8], _ range: Range<Int>) -> Int? {
    guard abs(range.count - word.count) <= limit else { return nil }
    let far = limit + 1
    for column in previous.indices { previous[column] = min(column, far) }
    for line in 1..<(range.count + 1) {
      let letter = text[range.lowerBound + line - 1]
      let from = max(1, line - limit)
      let through = min(word.count, line + limit)
      guard from <= through else { return nil }
      row[from - 1] = from == 1 ? min(line, far) : far
      var least = row[from - 1]
      for column in from...through {
        let wanted = word[column - 1]
        var cost = min(
          previous[column] + 1, row[column - 1] + 1,
          previous[column - 1] + (wanted == letter ? 0 : 1))
        if line > 1, column > 1, wanted == text[range.lowerBound + line - 2],
          word[column - 2] == letter
        {
          cost = min(cost, twoBack[column - 2] + 1)
        }
        row[column] = min(cost, far)
        least = min(least, cost)
      }
      if through < word.count { row[through + 1] = far }
      guard least <= limit else { return nil }
      (twoBack, previous, row) = (previous, row, twoBack)
    }
    return previous[word.count] <= limit ? previous[word.count] : nil
  }
}
