import Testing

@testable import Domain

@Suite struct EditDistanceTests {
  @Test(arguments: [
    ("cali", "cali", 0), ("cali", "calli", 1), ("cali", "clai", 1), ("cali", "cal", 1),
    ("cali", "kali", 1), ("bogota", "gobota", 2), ("medellin", "medelim", 2),
    ("cali", "bogota", nil), ("a", "abcd", 3), ("abcd", "a", 3), ("a", "abcde", nil),
  ])
  func `the distance counts slips, swaps as one`(left: String, right: String, distance: Int?) {
    var measure = EditDistance(to: Array(left.utf8), atMost: 3)
    #expect(measure(Array(right.utf8), 0..<right.utf8.count) == distance)
  }

  @Test func `the band gives what the whole table gives, seed 11`() {
    var generator = Generator(seed: 11)
    for _ in 0..<3_000 {
      let left = Array(generator.text(of: ["a", "b", "c"], count: 1...9).utf8)
      let right = Array(generator.text(of: ["a", "b", "c"], count: 1...9).utf8)
      let whole = wholeTable(left, right)
      for limit in 1...3 {
        var measure = EditDistance(to: left, atMost: limit)
        #expect(measure(right, 0..<right.count) == (whole <= limit ? whole : nil))
      }
    }
  }

  private func wholeTable(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var table = (0...left.count).map { line in (0...right.count).map { line == 0 ? $0 : line } }
    for i in 1...left.count {
      for j in 1...right.count {
        let changed = table[i - 1][j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1)
        table[i][j] = min(table[i - 1][j] + 1, table[i][j - 1] + 1, changed)
        if i > 1, j > 1, left[i - 1] == right[j - 2], left[i - 2] == right[j - 1] {
          table[i][j] = min(table[i][j], table[i - 2][j - 2] + 1)
        }
      }
    }
    return table[left.count][right.count]
  }
}

struct NearestTests {
  static let candidates = ["--agente", "--ahora", "--base", "fecha", "ciudad", "ciudad_cita", ""]
  static let rows: [(word: String, nearest: String?)] = [
    ("--agent", "--agente"), ("--Agente", "--agente"), ("-ahora", "--ahora"), ("fehca", "fecha"),
    ("fechas", "fecha"), ("ciudad_", "ciudad"), ("ciudadcita", "ciudad_cita"), ("fe", "fecha"),
    ("ciu", nil), ("x", nil), ("", nil), ("hora", nil), ("--", nil),
  ]

  @Test(arguments: rows)
  func `the nearest is the likeliest slip, or what was begun`(word: String, nearest: String?) {
    #expect(Domain.nearest(to: word, among: Self.candidates) == nearest)
  }
}
