package import Domain
internal import Embedded
package import Office
internal import SQLite

extension Store {
  package func policies(now: Moment) throws(StoreError) -> Policies {
    let connection = try connection(now)
    return try translating { () throws(DatabaseError) in try connection.policies() }
  }

  /// All of them, in the order of the table that the program brings.
  package func policyRows(now: Moment) throws(StoreError) -> [PolicyRow] {
    let connection = try connection(now)
    return try translating { () throws(DatabaseError) in try connection.policyRows() }
  }

  /// Gives the policy that value from now on.
  package func setPolicy(
    _ name: String, to value: Int, now: Moment
  ) throws(StoreError) -> PolicyResult {
    try writing(.powerLoss, now) { (connection, session) throws(DatabaseError) in
      guard var row = try connection.policyRows().first(where: { $0.name == name }) else {
        return .rollback(.unknown)
      }
      guard row.range.contains(value) else { return .rollback(.outOfRange(row)) }
      let before = row.value
      row.value = value
      try connection.requests.setPolicy.run(name, value)
      // The terms of offers say which places are.
      connection.freed.formUnion(try connection.points().map(\.id))
      try connection.log(.policy, "\(name) \(before) \(value)", session: session, now)
      return .commit(.set(row, before: before))
    }
  }
}

extension Connection {
  func policies() throws(DatabaseError) -> Policies {
    var values: [(name: Policies.Name, value: Int)] = []
    values.reserveCapacity(Self.policyNames.count)
    var names = Self.policyNames[...]
    for (name, value) in try policyValues() {
      // The office may keep others for its own use.
      while let next = names.first, next.rawValue < name { names.removeFirst() }
      if let next = names.first, next.rawValue == name { values.append((next, value)) }
    }
    guard let policies = Policies(values) else {
      throw DatabaseError(code: .mismatch, message: "a policy is missing", statement: nil)
    }
    return policies
  }

  /// In the order of the rows.
  private static let policyNames = Policies.Name.allCases.sorted { $0.rawValue < $1.rawValue }

  /// Ordered by name.
  private func policyValues() throws(DatabaseError) -> [(name: String, value: Int)] {
    var values: [(name: String, value: Int)] = []
    try requests.policies.forEach { (row) throws(DatabaseError) in
      values.append((try row.text(0), try row.integer(1)))
    }
    return values
  }

  func policyRows() throws(DatabaseError) -> [PolicyRow] {
    let values = Dictionary(try policyValues(), uniquingKeysWith: { first, _ in first })
    return PolicyRow.table.compactMap { row in
      guard let value = values[row.name] else { return nil }
      var row = row
      row.value = value
      return row
    }
  }
}

extension PolicyRow {
  /// The policies that the program knows, each with the value that a new store gives it.
  static let table: [PolicyRow] = {
    guard let text = Folder.data.text("politicas.tsv") else {
      preconditionFailure("the policies are in the binary")
    }
    return rows(ofTable: text).map { row in
      guard row.count == 6, let value = wholeNumber(row[1].utf8),
        let least = wholeNumber(row[2].utf8), let most = wholeNumber(row[3].utf8),
        (least...most).contains(value)
      else { preconditionFailure("a policy has six columns and a value within its bounds") }
      return PolicyRow(
        name: String(row[0]), value: value, range: least...most, unit: String(row[4]),
        explanation: String(row[5]))
    }
  }()
}
