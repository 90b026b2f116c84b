internal import Embedded

/// A department of Colombia, or its capital district.
package struct Department: Hashable, Sendable {
  /// Two digits (DANE, DIVIPOLA).
  package let code: String
  package let name: String

  /// The 33, ordered by code.
  package static var all: [Department] { Divipola.shared.departments }

  /// The department of that code; nil when there is none.
  package init?(code: some StringProtocol) {
    guard let found = Self.all.first(where: { $0.code == code }) else { return nil }
    self = found
  }

  init(code: String, name: String) {
    self.code = code
    self.name = name
  }

  /// The departments that `text` names, whole, in part or nearly.
  package static func search(_ text: String) -> PlaceMatch<Department> {
    let index = PlaceIndex.departments
    return index.search(text, among: { _ in true }).map { all[$0] }
  }

  /// The department of exactly that name or alias, folded; nil when there is none.
  package static func named(_ text: String) -> Department? {
    PlaceIndex.departments.named(text).map { all[$0] }
  }

  /// Ordered by code.
  package var municipalities: [Municipality] {
    Divipola.shared.municipalities.filter { $0.department == self }
  }
}

/// A municipality, island or area without municipality.
package struct Municipality: Hashable, Sendable {
  /// Five digits (DANE, DIVIPOLA).
  package let code: String
  package let name: String
  package let department: Department

  /// The 1,122, ordered by code.
  package static var all: [Municipality] { Divipola.shared.municipalities }

  /// The municipality of that code, or of the one that took its place; nil when there is none.
  package init?(code: some StringProtocol) {
    // Nuevo Belén de Bajirá (Ordenanza 180 de 2023 del Chocó) and Barrancominas (Ordenanza 248 de
    // 2019 del Guainía) had other codes before.
    let present: String =
      switch code {
      case "27086": "27493"
      case "94663": "94343"
      default: String(code)
      }
    let all = Self.all
    var low = 0
    var high = all.count
    while low < high {
      let middle = (low + high) / 2
      if all[middle].code < present { low = middle + 1 } else { high = middle }
    }
    guard low < all.count, all[low].code == present else { return nil }
    self = all[low]
  }

  init(code: String, name: String, department: Department) {
    self.code = code
    self.name = name
    self.department = department
  }

  /// It is the capital of its department.
  package var isCapital: Bool { code.hasSuffix("001") }

  /// The municipalities that `text` names, whole, in part or nearly; only in that department when
  /// one is given. A department may stand after the name: `Armenia, Quindío`, `rionegro antioquia`.
  package static func search(
    _ text: String, in department: Department? = nil
  ) -> PlaceMatch<Municipality> {
    let index = PlaceIndex.municipalities
    let all = all
    let match = index.search(text) { department == nil || all[$0].department == department }
    switch match {
    case .one, .several: return match.map { all[$0] }
    case .near, .elsewhere, .none: break
    }
    var nearly: PlaceMatch<Int>?
    for (name, named) in splits(of: text) {
      let found = index.search(name) { all[$0].department == named }
      switch found {
      case .one(let place) where department != nil && department != named:
        return .elsewhere([all[place]])
      case .one: return found.map { all[$0] }
      case .several where department == nil || department == named:
        return found.map { all[$0] }
      case .near where department == nil || department == named: nearly = nearly ?? found
      case .several, .near, .elsewhere, .none: break
      }
    }
    if let nearly { return nearly.map { all[$0] } }
    return match.map { all[$0] }
  }

  /// `Armenia, Quindío` as its two parts, once for each way to see a department at the end; the
  /// longest first: `Norte de Santander` before `Santander`.
  private static func splits(of text: String) -> [(name: String, of: Department)] {
    let words = placeWords(text)
    return stride(from: min(departmentWordsMax, words.count - 1), to: 0, by: -1).compactMap {
      guard let department = Department.named(words.suffix($0).joined(separator: " ")) else {
        return nil
      }
      return (words.dropLast($0).joined(separator: " "), department)
    }
  }

  /// Archipiélago de San Andrés, Providencia y Santa Catalina.
  private static let departmentWordsMax = 8
}

/// What a search for a place finds.
package enum PlaceMatch<Place: Hashable & Sendable>: Hashable, Sendable {
  case one(Place)
  /// Namesakes, or places with that part in the name: 2 to 4, the likeliest first.
  case several([Place])
  /// Places with nearly that name, or the first of too many: 1 to 4, the likeliest first.
  case near([Place])
  /// None there, but of exactly that name elsewhere.
  case elsewhere([Place])
  case none

  func map<Other>(_ transform: (Place) -> Other) -> PlaceMatch<Other> {
    switch self {
    case .one(let place): .one(transform(place))
    case .several(let places): .several(places.map(transform))
    case .near(let places): .near(places.map(transform))
    case .elsewhere(let places): .elsewhere(places.map(transform))
    case .none: .none
    }
  }
}

/// The words of a place's name, folded, without punctuation.
private func placeWords(_ text: String) -> [String] {
  folded(text).split { !$0.isLetter && !$0.isNumber }.map(String.init)
}

/// The table of DANE, split when it is first used.
private struct Divipola: Sendable {
  static let shared = Divipola()

  let departments: [Department]
  let municipalities: [Municipality]

  private init() {
    var departments: [Department] = []
    var municipalities: [Municipality] = []
    for row in rows(ofTable: Folder.data.text("divipola.tsv") ?? "") {
      if departments.last?.code != String(row[1]) {
        departments.append(Department(code: String(row[1]), name: String(row[2])))
      }
      municipalities.append(
        Municipality(
          code: String(row[0]), name: String(row[3]),
          department: departments[departments.count - 1]))
    }
    self.departments = departments
    self.municipalities = municipalities
  }
}

/// The names and aliases of places under what is compared of them.
private struct PlaceIndex: Sendable {
  static let departments = PlaceIndex(
    names: Divipola.shared.departments.map(\.name),
    codes: Divipola.shared.departments.map(\.code), capitals: [])
  static let municipalities = PlaceIndex(
    names: Divipola.shared.municipalities.map(\.name),
    codes: Divipola.shared.municipalities.map(\.code),
    capitals: Set(
      Divipola.shared.municipalities.indices.filter { Divipola.shared.municipalities[$0].isCapital }
    ))

  private struct Entry {
    /// The place's row.
    let place: Int
    let words: [String]
    /// The words without spaces between them.
    let key: [UInt8]
    /// The letters in the key, a bit each: most keys are told apart by it.
    let letters: UInt32
    let isAlias: Bool
  }

  private static let placesMax = 4
  private static let articles: Set<String> = ["el", "la", "los", "las"]

  private let entries: [Entry]
  /// Entries by whole name, and by name without its article.
  private let whole: [String: [Int]]
  private let withoutArticle: [String: [Int]]
  private let capitals: Set<Int>

  init(names: [String], codes: [String], capitals: Set<Int>) {
    let width = codes.first?.utf8.count ?? 0
    let placeOfCode = Dictionary(
      zip(codes, codes.indices), uniquingKeysWith: { first, _ in first })
    var entries = names.indices.map {
      Self.entry(place: $0, name: names[$0], isAlias: false)
    }
    for row in rows(ofTable: Folder.data.text("alias_lugares.tsv") ?? "")
    where row[1].utf8.count == width {
      if let place = placeOfCode[String(row[1])] {
        entries.append(Self.entry(place: place, name: String(row[0]), isAlias: true))
      }
    }
    var whole: [String: [Int]] = [:]
    var withoutArticle: [String: [Int]] = [:]
    for (index, entry) in entries.enumerated() {
      whole[entry.words.joined(), default: []].append(index)
      withoutArticle[Self.dropArticle(entry.words).joined(), default: []].append(index)
    }
    self.entries = entries
    self.whole = whole
    self.withoutArticle = withoutArticle
    self.capitals = capitals
  }

  private static func entry(place: Int, name: String, isAlias: Bool) -> Entry {
    let words = placeWords(name)
    let key = Array(words.joined().utf8)
    return Entry(
      place: place, words: words, key: key, letters: letters(of: key), isAlias: isAlias)
  }

  private static func letters(of key: [UInt8]) -> UInt32 {
    key.reduce(0) { $0 | 1 << (UInt32($1) & 31) }
  }

  private static func dropArticle(_ words: [String]) -> ArraySlice<String> {
    words.count > 1 && articles.contains(words[0]) ? words.dropFirst() : words[...]
  }

  /// The one place of exactly that name or alias; nil when none or several.
  func named(_ text: String) -> Int? {
    let places = unique(whole[placeWords(text).joined()] ?? [])
    return places.count == 1 ? places[0] : nil
  }

  /// The places among those that `isIn` admits; then the others, by whole name only.
  func search(_ text: String, among isIn: (Int) -> Bool) -> PlaceMatch<Int> {
    let words = placeWords(text)
    guard !words.isEmpty else { return .none }
    let key = words.joined()
    let keyWithoutArticle = Self.dropArticle(words).joined()
    let exact = unique(whole[key] ?? [])
    let similar = unique(withoutArticle[keyWithoutArticle] ?? [])
    for places in [exact, similar] {
      let inside = places.filter(isIn)
      if let match = Self.match(likeliestFirst(inside, query: words)) { return match }
    }
    let parts = likeliestFirst(self.parts(Array(Self.dropArticle(words)), isIn), query: words)
    if let match = Self.match(parts) { return match }
    if !exact.isEmpty { return .elsewhere(exact) }
    if !similar.isEmpty { return .elsewhere(similar) }
    let near = self.near(key, isIn)
    return near.isEmpty ? .none : .near(near)
  }

  private static func match(_ places: [Int]) -> PlaceMatch<Int>? {
    switch places.count {
    case 0: nil
    case 1: .one(places[0])
    case ...placesMax: .several(places)
    default: .near(Array(places.prefix(placesMax)))
    }
  }

  private func unique(_ found: [Int]) -> [Int] {
    var places: [Int] = []
    for index in found where !places.contains(entries[index].place) {
      places.append(entries[index].place)
    }
    return places
  }

  /// Places with those words in a row in the name.
  private func parts(_ words: [String], _ isIn: (Int) -> Bool) -> [Int] {
    guard let first = words.first, words.contains(where: { $0.utf8.count >= 4 }) else { return [] }
    return unique(
      entries.indices.filter { index in
        let entry = entries[index]
        guard !entry.isAlias, isIn(entry.place), entry.words.count > words.count else {
          return false
        }
        return entry.words.indices.contains { start in
          entry.words[start] == first && entry.words[start...].starts(with: words)
        }
      })
  }

  /// Capitals first, then names that begin so, then the order of the table.
  private func likeliestFirst(_ places: [Int], query: [String]) -> [Int] {
    guard places.count > 1 else { return places }
    func rank(_ place: Int) -> Int {
      (capitals.contains(place) ? 0 : 2) + (entries[place].words.first == query.first ? 0 : 1)
    }
    return places.sorted { (rank($0), $0) < (rank($1), $1) }
  }

  /// Places whose name is a few slips away: one for four letters, two from seven, three from 12.
  private func near(_ key: String, _ isIn: (Int) -> Bool) -> [Int] {
    let key = Array(key.utf8)
    let limit =
      switch key.count {
      case ..<4: 0
      case ..<7: 1
      case ..<12: 2
      default: 3
      }
    guard limit > 0 else { return [] }
    let letters = Self.letters(of: key)
    var found: [(distance: Int, place: Int)] = []
    for entry in entries where abs(entry.key.count - key.count) <= limit {
      // A slip puts at most one letter in and one out.
      guard (entry.letters ^ letters).nonzeroBitCount <= 2 * limit, isIn(entry.place),
        let distance = editDistance(key, entry.key, atMost: limit)
      else { continue }
      found.append((distance, entry.place))
    }
    let ordered = found.sorted {
      ($0.distance, capitals.contains($0.place) ? 0 : 1, $0.place)
        < ($1.distance, capitals.contains($1.place) ? 0 : 1, $1.place)
    }
    var places: [Int] = []
    for candidate in ordered where !places.contains(candidate.place) {
      places.append(candidate.place)
    }
    return Array(places.prefix(Self.placesMax))
  }
}
