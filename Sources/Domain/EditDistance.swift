/// How many letters were left out, put in, changed or swapped with their neighbour between two
/// words; nil when more than `limit`. Optimal string alignment (Damerau-Levenshtein, restricted).
func editDistance(
  _ left: some RandomAccessCollection<UInt8>, _ right: some RandomAccessCollection<UInt8>,
  atMost limit: Int
) -> Int? {
  let left = Array(left)
  let right = Array(right)
  guard abs(left.count - right.count) <= limit else { return nil }
  var twoBack = [Int](repeating: 0, count: right.count + 1)
  var previous = Array(0...right.count)
  var row = previous
  for i in left.indices {
    row[0] = i + 1
    var least = i + 1
    for j in right.indices {
      var cost = min(
        previous[j + 1] + 1, row[j] + 1, previous[j] + (left[i] == right[j] ? 0 : 1))
      if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
        cost = min(cost, twoBack[j - 1] + 1)
      }
      row[j + 1] = cost
      least = min(least, cost)
    }
    guard least <= limit else { return nil }
    (twoBack, previous, row) = (previous, row, twoBack)
  }
  return previous[right.count] <= limit ? previous[right.count] : nil
}
