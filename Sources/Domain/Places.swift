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
  foldedWords(text).map(\.text)
}

/// The table of DANE, split when it is first used.
private struct Divipola: Sendable {
  static let shared = Divipola()

  let departments: [Department]
  let municipalities: [Municipality]

  private init() {
    var departments: [Department] = []
    var municipalities: [Municipality] = []
    let bytes = Array((Folder.data.text("divipola.tsv") ?? "").utf8)
    // Code, department's code, department, municipality; what follows is not read.
    var columns: [Range<Int>] = []
    var start = 0
    var isHeading = true
    for (index, byte) in bytes.enumerated() {
      guard byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\n") else { continue }
      columns.append(start..<index)
      start = index + 1
      guard byte == UInt8(ascii: "\n") else { continue }
      if !isHeading {
        func text(_ column: Int) -> String {
          String(decoding: bytes[columns[column]], as: UTF8.self)
        }
        let departmentCode = text(1)
        if departments.last?.code != departmentCode {
          departments.append(Department(code: departmentCode, name: text(2)))
        }
        municipalities.append(
          Municipality(
            code: text(0), name: text(3), department: departments[departments.count - 1]))
      }
      isHeading = false
      columns.removeAll(keepingCapacity: true)
    }
    self.departments = departments
    self.municipalities = municipalities
  }
}

/// The names and aliases of places, to be searched in a row: the letters of all of them stand in
/// one array, which takes less to build and not more to read than a dictionary would.
private struct PlaceIndex: Sendable {
  static let departments = PlaceIndex(
    of: Divipola.shared.departments.map { ($0.code, $0.name) }, capitals: [])
  static let municipalities = PlaceIndex(
    of: Divipola.shared.municipalities.map { ($0.code, $0.name) },
    capitals: Set(
      Divipola.shared.municipalities.indices.filter { Divipola.shared.municipalities[$0].isCapital }
    ))

  /// A name without the spaces between its words.
  private struct Key {
    var bytes: Range<Int> = 0..<0
    /// The letters in it, a bit each: most names are told apart by it.
    var letters: UInt32 = 0
    /// A bit for each place where a word begins or ends; names have fewer than 64 letters.
    var bounds: UInt64 = 1
    /// The letters of the article before the name.
    var article = 0

    private static let articles = ["el", "la", "los", "las"].map { Array($0.utf8) }

    /// Appends `name` to `text`, where the key says it stands.
    init(_ name: String, appendingTo text: inout [UInt8]) {
      let start = text.count
      forEachFoldedWord(in: Array(name.utf8)[...]) { word, _ in
        let isArticle = text.count == start && Self.articles.contains(word)
        for byte in word {
          text.append(byte)
          letters |= 1 << (UInt32(byte) & 31)
        }
        bounds |= 1 << UInt64(min(63, text.count - start))
        if isArticle { article = text.count - start }
      }
      bytes = start..<text.count
      if article == bytes.count { article = 0 }
    }

    func isBound(_ offset: Int) -> Bool { bounds & 1 << UInt64(min(63, offset)) != 0 }
    var withoutArticle: Range<Int> { (bytes.lowerBound + article)..<bytes.upperBound }
  }

  private struct Entry {
    /// The place's row.
    let place: Int
    let isAlias: Bool
    let key: Key
  }

  private static let placesMax = 4

  private let entries: [Entry]
  private let text: [UInt8]
  private let capitals: Set<Int>

  init(of places: [(code: String, name: String)], capitals: Set<Int>) {
    var text: [UInt8] = []
    var entries: [Entry] = []
    entries.reserveCapacity(places.count + 64)
    for (place, row) in places.enumerated() {
      let key = Key(row.name, appendingTo: &text)
      entries.append(Entry(place: place, isAlias: false, key: key))
    }
    let width = places.first?.code.utf8.count ?? 0
    for row in rows(ofTable: Folder.data.text("alias_lugares.tsv") ?? "")
    where row[1].utf8.count == width {
      if let place = places.firstIndex(where: { $0.code == row[1] }) {
        let key = Key(String(row[0]), appendingTo: &text)
        entries.append(Entry(place: place, isAlias: true, key: key))
      }
    }
    self.text = text
    self.entries = entries
    self.capitals = capitals
  }

  /// What is looked for, as a name of the index is kept.
  private struct Query {
    var text: [UInt8] = []
    let key: Key

    init(_ written: String) {
      key = Key(written, appendingTo: &text)
    }

    var withoutArticle: ArraySlice<UInt8> { text[key.withoutArticle] }
  }

  /// The one place of exactly that name or alias; nil when none or several.
  func named(_ text: String) -> Int? {
    let places = exact(Query(text))
    return places.count == 1 ? places[0] : nil
  }

  /// The places among those that `isIn` admits; then the others, by whole name only.
  func search(_ text: String, among isIn: (Int) -> Bool) -> PlaceMatch<Int> {
    let query = Query(text)
    guard !query.text.isEmpty else { return .none }
    let exact = exact(query)
    if let match = match(exact.filter(isIn), query) { return match }
    let similar = exactWithoutArticle(query)
    if let match = match(similar.filter(isIn), query) { return match }
    if let match = match(parts(query, isIn), query) { return match }
    if !exact.isEmpty { return .elsewhere(exact) }
    if !similar.isEmpty { return .elsewhere(similar) }
    let near = near(query, isIn)
    return near.isEmpty ? .none : .near(near)
  }

  private func match(_ places: [Int], _ query: Query) -> PlaceMatch<Int>? {
    switch places.count {
    case 0: nil
    case 1: .one(places[0])
    case ...Self.placesMax: .several(likeliestFirst(places, query))
    default: .near(Array(likeliestFirst(places, query).prefix(Self.placesMax)))
    }
  }

  /// The places whose entry passes, each once, in the order of the table.
  private func places(where isFound: (Entry) -> Bool) -> [Int] {
    var places: [Int] = []
    for entry in entries where isFound(entry) && !places.contains(entry.place) {
      places.append(entry.place)
    }
    return places
  }

  private func exact(_ query: Query) -> [Int] {
    places { entry in
      entry.key.letters == query.key.letters && entry.key.bytes.count == query.text.count
        && text[entry.key.bytes] == query.text[...]
    }
  }

  private func exactWithoutArticle(_ query: Query) -> [Int] {
    let name = query.withoutArticle
    return places { entry in
      entry.key.withoutArticle.count == name.count && text[entry.key.withoutArticle] == name
    }
  }

  /// Places with those words in a row in the name; four letters at least.
  private func parts(_ query: Query, _ isIn: (Int) -> Bool) -> [Int] {
    let part = query.withoutArticle
    guard part.count >= 4 else { return [] }
    let letters = part.reduce(UInt32(0)) { $0 | 1 << (UInt32($1) & 31) }
    return places { entry in
      guard !entry.isAlias, entry.key.letters & letters == letters,
        entry.key.bytes.count > part.count, isIn(entry.place)
      else { return false }
      return (0...(entry.key.bytes.count - part.count)).contains { offset in
        guard entry.key.isBound(offset), entry.key.isBound(offset + part.count) else {
          return false
        }
        let start = entry.key.bytes.lowerBound + offset
        return text[start..<(start + part.count)] == part
      }
    }
  }

  /// Capitals first, then names that begin so, then the order of the table.
  private func likeliestFirst(_ places: [Int], _ query: Query) -> [Int] {
    func rank(_ place: Int) -> Int {
      let begins = text[entries[place].key.bytes].starts(with: query.text)
      return (capitals.contains(place) ? 0 : 2) + (begins ? 0 : 1)
    }
    return places.sorted { (rank($0), $0) < (rank($1), $1) }
  }

  /// Places whose name is a few slips away: one from four letters, two from seven, three from 12.
  private func near(_ query: Query, _ isIn: (Int) -> Bool) -> [Int] {
    let length = query.text.count
    let limit =
      switch length {
      case ..<4: 0
      case ..<7: 1
      case ..<12: 2
      default: 3
      }
    guard limit > 0 else { return [] }
    var measure = EditDistance(to: query.text, atMost: limit)
    var found: [(distance: Int, place: Int)] = []
    for entry in entries where abs(entry.key.bytes.count - length) <= limit {
      // A slip puts at most one letter in and one out.
      guard (entry.key.letters ^ query.key.letters).nonzeroBitCount <= 2 * limit,
        isIn(entry.place), let distance = measure(text, entry.key.bytes)
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
