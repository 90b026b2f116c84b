internal import Embedded

/// A department of Colombia, or its capital district.
package struct Department: Hashable, Sendable {
  /// Its place in the table.
  fileprivate let index: Int

  /// Two digits (DANE, DIVIPOLA).
  package var code: String { Divipola.shared.departmentCode(index) }
  package var name: String { Divipola.shared.departmentName(index) }

  /// Appends its name.
  package func appendName(to text: inout [UInt8]) {
    Divipola.shared.departmentNames.append(index, to: &text)
  }

  /// Appends its code.
  package func appendCode(to text: inout [UInt8]) {
    Divipola.shared.appendDepartmentCode(index, to: &text)
  }

  /// The 33, ordered by code.
  package static var all: [Department] {
    Divipola.shared.departments.indices.map { Department(index: $0) }
  }

  /// The department of that code; nil when there is none.
  package init?(code: some StringProtocol) {
    guard let index = Divipola.shared.department(ofCode: Array(code.utf8)) else { return nil }
    self.init(index: index)
  }

  fileprivate init(index: Int) {
    self.index = index
  }

  /// The departments that `text` names, whole, in part or nearly.
  package static func search(_ text: String) -> PlaceMatch<Department> {
    if let place = PlaceIndex.exact(text, Divipola.shared.departmentNames, codeOf: Self.place) {
      return .one(Department(index: place))
    }
    let index = PlaceIndex.departments
    return index.search(text, among: { _ in true }).map { Department(index: $0) }
  }

  /// The department of exactly that name or alias, folded; nil when there is none.
  package static func named(_ text: String) -> Department? {
    PlaceIndex.exact(text, Divipola.shared.departmentNames, codeOf: Self.place)
      .map { Department(index: $0) }
  }

  fileprivate static func place(_ code: String) -> Int? {
    code.utf8.count == 2 ? Department(code: code)?.index : nil
  }

  /// Ordered by code.
  package var municipalities: [Municipality] {
    Divipola.shared.departments[index].map { Municipality(index: $0) }
  }
}

/// A municipality, island or area without municipality.
package struct Municipality: Hashable, Sendable {
  /// Its row in the table, from 0.
  fileprivate let index: Int

  /// Five digits (DANE, DIVIPOLA).
  package var code: String { Divipola.shared.code(index) }
  package var name: String { Divipola.shared.name(index) }

  /// Appends its name.
  package func appendName(to text: inout [UInt8]) {
    Divipola.shared.municipalityNames.append(index, to: &text)
  }

  /// Appends its code.
  package func appendCode(to text: inout [UInt8]) {
    Divipola.shared.appendCode(index, to: &text)
  }
  package var department: Department {
    Department(index: Divipola.shared.department(of: index))
  }

  /// The 1,122, ordered by code.
  package static var all: [Municipality] {
    Divipola.shared.municipalityNames.places.map { Municipality(index: $0) }
  }

  /// The municipality of that code, or of the one that took its place; nil when there is none.
  package init?(code: String) {
    // Nuevo Belén de Bajirá (Ordenanza 180 de 2023 del Chocó) and Barrancominas (Ordenanza 248 de
    // 2019 del Guainía) had other codes before.
    guard code.utf8.count == 5, let number = wholeNumber(code.utf8) else { return nil }
    let present =
      switch number {
      case 27086: 27493
      case 94663: 94343
      default: number
      }
    guard let index = Divipola.shared.index(ofCode: present) else { return nil }
    self.init(index: index)
  }

  fileprivate init(index: Int) {
    self.index = index
  }

  /// It is the capital of its department.
  package var isCapital: Bool { code.hasSuffix("001") }

  /// The municipalities that `text` names, whole, in part or nearly; only in that department when
  /// one is given. A department may stand after the name: `Armenia, Quindío`, `rionegro antioquia`.
  package static func search(
    _ text: String, in department: Department? = nil
  ) -> PlaceMatch<Municipality> {
    if let written = written(text, in: department) { return .one(written) }
    let divipola = Divipola.shared
    let index = PlaceIndex.municipalities
    let match = index.search(text) {
      department == nil || divipola.department(of: $0) == department?.index
    }
    switch match {
    case .one, .several: return match.map { Municipality(index: $0) }
    case .near, .elsewhere, .none: break
    }
    var nearly: PlaceMatch<Int>?
    for (name, named) in splits(of: text) {
      let found = index.search(name) { divipola.department(of: $0) == named.index }
      switch found {
      case .one(let place) where department != nil && department != named:
        return .elsewhere([Municipality(index: place)])
      case .one: return found.map { Municipality(index: $0) }
      case .several where department == nil || department == named:
        return found.map { Municipality(index: $0) }
      case .near where department == nil || department == named: nearly = nearly ?? found
      case .several, .near, .elsewhere, .none: break
      }
    }
    if let nearly { return nearly.map { Municipality(index: $0) } }
    return match.map { Municipality(index: $0) }
  }

  /// The one municipality of exactly that name or alias, also among those of a department alone.
  package static func written(_ text: String, in department: Department?) -> Municipality? {
    let divipola = Divipola.shared
    return PlaceIndex.exact(
      text, divipola.municipalityNames, codeOf: Self.place,
      among: department.map { divipola.departments[$0.index] }
    ).map { Municipality(index: $0) }
  }

  fileprivate static func place(_ code: String) -> Int? { Municipality(code: code)?.index }

  /// The municipalities of exactly that name or alias, its article aside, in that department when
  /// one is given; ordered by code.
  package static func named(
    _ text: String, in department: Department? = nil
  ) -> [Municipality] {
    var named = PlaceIndex.allExact(text, Divipola.shared.municipalityNames, codeOf: Self.place)
    if named.isEmpty { named = PlaceIndex.municipalities.allNamed(text) }
    return named.map { Municipality(index: $0) }
      .filter { department == nil || $0.department == department }
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

/// The table of DANE: where its columns stand in its bytes, found when it is first used.
private struct Divipola: Sendable {
  static let shared = Divipola()

  private let file: FileBytes
  /// Ordered by code, as the departments are.
  let municipalityNames: PlaceNames
  let departmentNames: PlaceNames
  /// The municipalities of each department.
  let departments: [Range<Int>]
  /// The department of each municipality.
  private let departmentOf: [UInt8]

  private init() {
    guard let file = Folder.data.fileBytes("divipola.tsv") else {
      preconditionFailure("the table of municipalities is in the binary")
    }
    var municipalityNames: [PlaceNames.Name] = []
    var departmentNames: [PlaceNames.Name] = []
    var departments: [Range<Int>] = []
    var departmentOf: [UInt8] = []
    municipalityNames.reserveCapacity(Self.municipalitiesExpected)
    departmentOf.reserveCapacity(Self.municipalitiesExpected)
    file.withSpan { text in
      /// The place of the next such byte.
      func next(_ byte: UInt8, from start: Int) -> Int {
        firstPlace(of: byte, in: text, from: Swift.min(start, text.count))
      }
      var start = next(UInt8(ascii: "\n"), from: 0) + 1
      var first = 0
      while start < text.count {
        // Code, department's code, department, municipality. The codes have five and two digits, and
        // the rows of a department its name.
        let departmentStart = start + Self.departmentOffset
        let isOfLast = departmentNames.last.map {
          text[$0.start - 3] == text[start + 6] && text[$0.start - 2] == text[start + 7]
        }
        if isOfLast != true {
          if isOfLast != nil { departments.append(first..<municipalityNames.count) }
          first = municipalityNames.count
          let end = next(UInt8(ascii: "\t"), from: departmentStart)
          departmentNames.append(PlaceNames.Name(departmentStart..<end))
        }
        let last = departmentNames.count - 1
        departmentOf.append(UInt8(last))
        let nameStart = departmentStart + departmentNames[last].length + 1
        let nameEnd = next(UInt8(ascii: "\n"), from: nameStart)
        municipalityNames.append(PlaceNames.Name(nameStart..<nameEnd))
        start = nameEnd + 1
      }
      departments.append(first..<municipalityNames.count)
    }
    self.file = file
    self.municipalityNames = PlaceNames(file, municipalityNames) { .ofMunicipalities }
    self.departmentNames = PlaceNames(file, departmentNames)
    self.departments = departments
    self.departmentOf = departmentOf
  }

  private static let municipalitiesExpected = 1_200
  /// Where the department begins in a row, behind two codes.
  private static let departmentOffset = 9

  func department(of municipality: Int) -> Int { Int(departmentOf[municipality]) }
  func name(_ index: Int) -> String { municipalityNames.name(index) }
  func departmentName(_ index: Int) -> String { departmentNames.name(index) }
  func code(_ index: Int) -> String { file.text(codeRange(index)) }
  func departmentCode(_ index: Int) -> String { file.text(departmentCodeRange(index)) }
  func appendCode(_ index: Int, to text: inout [UInt8]) { file.append(codeRange(index), to: &text) }
  func appendDepartmentCode(_ index: Int, to text: inout [UInt8]) {
    file.append(departmentCodeRange(index), to: &text)
  }

  private func codeRange(_ index: Int) -> Range<Int> {
    let department = departmentNames.names[department(of: index)]
    let start =
      municipalityNames.names[index].start - 1 - department.length - Self.departmentOffset
    return start..<start + 5
  }

  private func departmentCodeRange(_ index: Int) -> Range<Int> {
    let end = departmentNames.names[index].start - 1
    return end - 2..<end
  }

  /// The row of the municipality of that code.
  func index(ofCode code: Int) -> Int? {
    var low = 0
    var high = departmentOf.count
    var isFound = false
    file.withSpan { text in
      func number(_ index: Int) -> Int {
        var number = 0
        for place in codeRange(index) {
          number = number * 10 + Int(text[place] &- UInt8(ascii: "0"))
        }
        return number
      }
      while low < high {
        let middle = (low + high) / 2
        if number(middle) < code { low = middle + 1 } else { high = middle }
      }
      isFound = low < departmentOf.count && number(low) == code
    }
    return isFound ? low : nil
  }

  /// The department of that code of two digits.
  func department(ofCode code: [UInt8]) -> Int? {
    guard code.count == 2 else { return nil }
    var found: Int?
    file.withSpan { text in
      found = departments.indices.first {
        let start = departmentCodeRange($0).lowerBound
        return text[start] == code[0] && text[start + 1] == code[1]
      }
    }
    return found
  }
}

/// Names as they are written: most people write a name as it is, and that needs no index.
private struct PlaceNames: Sendable {
  /// Where a name stands in its file.
  struct Name: Sendable {
    private let first: Int32
    private let count: Int32

    init(_ range: Range<Int>) {
      first = Int32(range.lowerBound)
      count = Int32(range.count)
    }

    var start: Int { Int(first) }
    var length: Int { Int(count) }
    var range: Range<Int> { start..<start + length }
  }

  private let file: FileBytes
  let names: [Name]
  /// Their order, if they are too many to be looked through.
  private let order: (@Sendable () -> NameOrder)?

  /// The names stand in `file`, in letters of Latin-1.
  init(_ file: FileBytes, _ names: [Name], order: (@Sendable () -> NameOrder)? = nil) {
    self.file = file
    self.names = names
    self.order = order
  }

  var places: Range<Int> { names.indices }
  func name(_ place: Int) -> String { file.text(names[place].range) }
  func append(_ place: Int, to text: inout [UInt8]) {
    file.append(names[place].range, to: &text)
  }

  /// The places of the names that are `query`, folded and without blanks, in their order; only in
  /// `part`, where that is given.
  func places(of query: [UInt8], in part: Range<Int>? = nil) -> [Int] {
    guard let first = query.first else { return [] }
    var found: [Int] = []
    file.withSpan { text in
      func look(_ place: Int) {
        if Self.isName(names[place], query, in: text) { found.append(place) }
      }
      if part == nil, let order = order?() {
        for place in order.places(first, query.count > 1 ? query[1] : 0) { look(Int(place)) }
      } else {
        for place in part ?? places { look(place) }
      }
    }
    return found
  }

  /// The first two letters of each name, folded; 0 for one that has fewer.
  func forEachBeginning(_ body: (UInt8, UInt8) -> Void) {
    file.withSpan { text in
      for name in names {
        var letters = Letters(name)
        let first = letters.next(in: text) ?? 0
        body(first, letters.next(in: text) ?? 0)
      }
    }
  }

  private static func isName(_ name: Name, _ query: [UInt8], in text: Span<UInt8>) -> Bool {
    var letters = Letters(name)
    for letter in query {
      guard letters.next(in: text) == letter else { return false }
    }
    return letters.next(in: text) == nil
  }

  /// The letters and digits of a name, folded.
  private struct Letters {
    private var rest: Range<Int>

    init(_ name: Name) {
      rest = name.range
    }

    mutating func next(in text: Span<UInt8>) -> UInt8? {
      while let place = rest.first {
        let byte = text[place]
        rest = (place + 1)..<rest.upperBound
        if byte | 0x20 &- UInt8(ascii: "a") < 26 { return byte | 0x20 }
        if byte &- UInt8(ascii: "0") < 10 { return byte }
        guard byte == 0xC3, let second = rest.first else { continue }
        rest = (second + 1)..<rest.upperBound
        let letter = foldedLatin1Letter(second: text[second])
        if letter != 0 { return letter }
      }
      return nil
    }
  }
}

/// The places of many names by their first two letters.
private struct NameOrder: Sendable {
  static let ofMunicipalities = NameOrder(Divipola.shared.municipalityNames)

  /// By the first letters, and of the same letters in their order.
  private let order: [UInt16]
  /// Where those of the same letters begin in `order`, and after the last the end.
  private let starts: [UInt16]

  private static let bucketCount = 1024

  init(_ names: PlaceNames) {
    var buckets: [UInt16] = []
    buckets.reserveCapacity(names.names.count)
    var starts = [UInt16](repeating: 0, count: Self.bucketCount + 1)
    names.forEachBeginning { first, second in
      let bucket = Self.bucket(first, second)
      buckets.append(UInt16(bucket))
      starts[bucket + 1] += 1
    }
    for bucket in 0..<Self.bucketCount { starts[bucket + 1] += starts[bucket] }
    var next = starts
    var order = [UInt16](repeating: 0, count: buckets.count)
    for (place, bucket) in buckets.enumerated() {
      order[Int(next[Int(bucket)])] = UInt16(place)
      next[Int(bucket)] += 1
    }
    self.order = order
    self.starts = starts
  }

  private static func bucket(_ first: UInt8, _ second: UInt8) -> Int {
    Int(first & 31) << 5 | Int(second & 31)
  }

  /// Those that may begin with those letters.
  func places(_ first: UInt8, _ second: UInt8) -> ArraySlice<UInt16> {
    let bucket = Self.bucket(first, second)
    return order[Int(starts[bucket])..<Int(starts[bucket + 1])]
  }
}

/// The names and aliases of places, to be searched in a row: the letters of all of them stand in
/// one array, which takes less to build and not more to read than a dictionary would.
private struct PlaceIndex: Sendable {
  static let departments = PlaceIndex(
    of: Divipola.shared.departmentNames, find: Department.place, isCapital: { _ in false })
  static let municipalities = PlaceIndex(
    of: Divipola.shared.municipalityNames, find: Municipality.place,
    isCapital: { Municipality(index: $0).isCapital })

  /// A name without the spaces between its words.
  private struct Key {
    var bytes: Range<Int> = 0..<0
    /// The letters in it, a bit each: most names are told apart by it.
    var letters: UInt32 = 0
    /// A bit for each place where a word begins or ends; names have fewer than 64 letters.
    var bounds: UInt64 = 1
    /// The letters of the article before the name.
    var article = 0

    /// Appends `name` to `text`, where the key says it stands.
    init(_ name: ArraySlice<UInt8>, appendingTo text: inout [UInt8]) {
      let start = text.count
      if !appendFoldedWords(of: name, to: &text) {
        forEachFoldedWord(in: name) { word, _ in
          text += word
          text.append(UInt8(ascii: " "))
        }
      }
      // Without the blanks.
      var end = start
      var out = text.mutableSpan
      for place in start..<out.count {
        let byte = out[place]
        if byte == UInt8(ascii: " ") {
          if bounds == 1, Self.isArticle(out, start..<end) { article = end - start }
          bounds |= 1 << UInt64(min(63, end - start))
        } else {
          out[end] = byte
          end += 1
          letters |= 1 << (UInt32(byte) & 31)
        }
      }
      text.removeLast(text.count - end)
      bytes = start..<end
      if article == bytes.count { article = 0 }
    }

    /// «el», «la», «los», «las».
    private static func isArticle(_ text: borrowing MutableSpan<UInt8>, _ word: Range<Int>) -> Bool
    {
      guard word.count == 2 || word.count == 3 else { return false }
      switch (text[word.lowerBound], text[word.lowerBound + 1]) {
      case (UInt8(ascii: "e"), UInt8(ascii: "l")): return word.count == 2
      case (UInt8(ascii: "l"), UInt8(ascii: "a")):
        return word.count == 2 || text[word.lowerBound + 2] == UInt8(ascii: "s")
      case (UInt8(ascii: "l"), UInt8(ascii: "o")):
        return word.count == 3 && text[word.lowerBound + 2] == UInt8(ascii: "s")
      default: return false
      }
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
  /// Of each entry, the letters in it and how many bytes it has: nearly all of them are passed over
  /// by these.
  private let letters: [UInt32]
  private let lengths: [Int]
  private let text: [UInt8]
  private let isCapital: @Sendable (Int) -> Bool
  private let byName: Rows
  private let byNameWithoutArticle: Rows

  /// Entries in rows by the hash of a part of `text` that each has.
  private struct Rows: Sendable {
    /// The first entry of each row, or -1.
    private var heads = [Int](repeating: -1, count: Self.count)
    /// The entry after each in its row, or -1.
    private var next: [Int]

    private static let count = 2048

    init(of parts: [Range<Int>], in text: [UInt8]) {
      next = Array(repeating: -1, count: parts.count)
      for index in parts.indices.reversed() {
        let row = Self.row(of: text, parts[index])
        next[index] = heads[row]
        heads[row] = index
      }
    }

    private static func row(of text: [UInt8], _ part: Range<Int>) -> Int {
      let text = text.span
      // FNV-1a.
      var hash: UInt32 = 0x811C_9DC5
      for place in part { hash = (hash ^ UInt32(text[place])) &* 0x0100_0193 }
      return Int(hash ^ hash >> 16) & (count - 1)
    }

    /// The entries in the row of that part, in their order.
    func entries(like part: Range<Int>, of text: [UInt8]) -> [Int] {
      var found: [Int] = []
      var index = heads[Self.row(of: text, part)]
      while index >= 0 {
        found.append(index)
        index = next[index]
      }
      return found
    }
  }

  /// `find` gives the row of a code.
  init(
    of names: PlaceNames, find: (String) -> Int?,
    isCapital: @escaping @Sendable (Int) -> Bool
  ) {
    var text: [UInt8] = []
    var entries: [Entry] = []
    text.reserveCapacity(names.names.count * 16)
    entries.reserveCapacity(names.names.count + 64)
    for place in names.places {
      let key = Key(Array(names.name(place).utf8)[...], appendingTo: &text)
      entries.append(Entry(place: place, isAlias: false, key: key))
    }
    let aliases = Self.aliases
    for alias in aliases.names.places {
      if let place = find(aliases.code(alias)) {
        let key = Key(Array(aliases.names.name(alias).utf8)[...], appendingTo: &text)
        entries.append(Entry(place: place, isAlias: true, key: key))
      }
    }
    self.text = text
    self.entries = entries
    letters = entries.map(\.key.letters)
    lengths = entries.map(\.key.bytes.count)
    self.isCapital = isCapital
    byName = Rows(of: entries.map(\.key.bytes), in: text)
    byNameWithoutArticle = Rows(of: entries.map(\.key.withoutArticle), in: text)
  }

  /// The table of other names, each with the code of its place.
  private struct Aliases: Sendable {
    let names: PlaceNames
    fileprivate let codes: [PlaceNames.Name]
    fileprivate let file: FileBytes

    func code(_ alias: Int) -> String { file.text(codes[alias].range) }
  }

  private static let aliases: Aliases = {
    guard let file = Folder.data.fileBytes("alias_lugares.tsv") else {
      preconditionFailure("the table of other names is in the binary")
    }
    var names: [PlaceNames.Name] = []
    var codes: [PlaceNames.Name] = []
    file.withSpan { text in
      func next(_ byte: UInt8, from start: Int) -> Int {
        firstPlace(of: byte, in: text, from: Swift.min(start, text.count))
      }
      var start = next(UInt8(ascii: "\n"), from: 0) + 1
      while start < text.count {
        let tab = next(UInt8(ascii: "\t"), from: start)
        let end = next(UInt8(ascii: "\n"), from: tab)
        names.append(PlaceNames.Name(start..<tab))
        codes.append(PlaceNames.Name(tab + 1..<end))
        start = end + 1
      }
    }
    return Aliases(names: PlaceNames(file, names), codes: codes, file: file)
  }()

  /// The one place, in `part` where that is given, that has exactly that name or alias; nil when there
  /// are none or several.
  static func exact(
    _ text: String, _ names: PlaceNames, codeOf find: (String) -> Int?,
    among part: Range<Int>? = nil
  ) -> Int? {
    let found = allExact(text, names, codeOf: find, among: part)
    return found.count == 1 ? found[0] : nil
  }

  /// The places of exactly that name or alias, in the order of the table. It makes no index: most
  /// people write the name as it is.
  static func allExact(
    _ text: String, _ names: PlaceNames, codeOf find: (String) -> Int?,
    among part: Range<Int>? = nil
  ) -> [Int] {
    let query = Query(text).text
    var found = names.places(of: query, in: part)
    let aliases = aliases
    for alias in aliases.names.places(of: query) {
      guard let place = find(aliases.code(alias)), !found.contains(place),
        part?.contains(place) != false
      else { continue }
      found.append(place)
    }
    return found
  }

  /// What is looked for, as a name of the index is kept.
  private struct Query {
    var text: [UInt8] = []
    let key: Key

    init(_ written: String) {
      key = Key(Array(written.utf8)[...], appendingTo: &text)
    }

    var withoutArticle: ArraySlice<UInt8> { text[key.withoutArticle] }
  }

  /// The places of exactly that name or alias; of those with another article when there are none.
  func allNamed(_ text: String) -> [Int] {
    let query = Query(text)
    guard !query.text.isEmpty else { return [] }
    let exact = exact(query)
    return exact.isEmpty ? exactWithoutArticle(query) : exact
  }

  /// The places among those that `isIn` admits; then the others, by whole name only.
  func search(_ text: String, among isIn: (Int) -> Bool) -> PlaceMatch<Int> {
    let query = Query(text)
    // A letter, «n», names no place.
    guard query.text.count > 1 else { return .none }
    let exact = exact(query)
    if let match = match(exact.filter(isIn), query) { return match }
    let similar = exactWithoutArticle(query)
    if let match = match(similar.filter(isIn), query) { return match }
    let parts = parts(query, isIn)
    // «Quito» is hardly Río Quito.
    if parts.count == 1, !begins(parts[0], with: query) { return .near(parts) }
    if let match = match(parts, query) { return match }
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

  /// The places whose entry has all those letters and passes, each once, in the order of the table.
  private func places(with wanted: UInt32, where isFound: (Entry) -> Bool) -> [Int] {
    var places: [Int] = []
    let letters = letters.span
    for index in letters.indices where letters[index] & wanted == wanted {
      let entry = entries[index]
      if isFound(entry), !places.contains(entry.place) { places.append(entry.place) }
    }
    return places
  }

  private static func letters(of name: ArraySlice<UInt8>) -> UInt32 {
    name.reduce(0) { $0 | 1 << (UInt32($1) & 31) }
  }

  private func exact(_ query: Query) -> [Int] {
    places(among: byName.entries(like: query.key.bytes, of: query.text)) {
      text[$0.key.bytes] == query.text[...]
    }
  }

  private func exactWithoutArticle(_ query: Query) -> [Int] {
    let name = query.withoutArticle
    return places(
      among: byNameWithoutArticle.entries(like: query.key.withoutArticle, of: query.text)
    ) {
      text[$0.key.withoutArticle] == name
    }
  }

  /// The places whose entry is one of those and passes, each once, in the order of the table.
  private func places(among indices: [Int], where isFound: (Entry) -> Bool) -> [Int] {
    var places: [Int] = []
    for index in indices {
      let entry = entries[index]
      if isFound(entry), !places.contains(entry.place) { places.append(entry.place) }
    }
    return places
  }

  /// Places with those words in a row in the name; four letters at least.
  private func parts(_ query: Query, _ isIn: (Int) -> Bool) -> [Int] {
    let part = query.withoutArticle
    guard part.count >= 4 else { return [] }
    return places(with: Self.letters(of: part)) { entry in
      guard !entry.isAlias, entry.key.bytes.count > part.count, isIn(entry.place)
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

  private func begins(_ place: Int, with query: Query) -> Bool {
    let part = query.withoutArticle
    return entries.contains { entry in
      entry.place == place && !entry.isAlias && text[entry.key.withoutArticle].starts(with: part)
    }
  }

  /// Capitals first, then names that begin so, then the order of the table.
  private func likeliestFirst(_ places: [Int], _ query: Query) -> [Int] {
    func rank(_ place: Int) -> Int {
      let begins = text[entries[place].key.bytes].starts(with: query.text)
      return (isCapital(place) ? 0 : 2) + (begins ? 0 : 1)
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
    let lengths = lengths.span
    for index in lengths.indices where abs(lengths[index] - length) <= limit {
      // A slip puts at most one letter in and one out.
      guard (letters[index] ^ query.key.letters).nonzeroBitCount <= 2 * limit else { continue }
      let entry = entries[index]
      guard isIn(entry.place), let distance = measure(text, entry.key.bytes) else { continue }
      found.append((distance, entry.place))
    }
    let ordered = found.sorted {
      ($0.distance, isCapital($0.place) ? 0 : 1, $0.place)
        < ($1.distance, isCapital($1.place) ? 0 : 1, $1.place)
    }
    var places: [Int] = []
    for candidate in ordered where !places.contains(candidate.place) {
      places.append(candidate.place)
    }
    return Array(places.prefix(Self.placesMax))
  }
}
