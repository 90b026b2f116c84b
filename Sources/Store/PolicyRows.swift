package import Domain
internal import SQLite

extension Store {
  package func policies(now: Moment) throws(StoreError) -> Policies {
    let connection = try connection(now)
    return try translating { () throws(DatabaseError) in try connection.policies() }
  }
}

extension Connection {
  func policies() throws(DatabaseError) -> Policies {
    var values: [(name: Policies.Name, value: Int)] = []
    try requests.policies.forEach { (row) throws(DatabaseError) in
      // The office may keep others for its own use.
      guard let name = Policies.Name(rawValue: try row.text(0)) else { return }
      values.append((name, try row.integer(1)))
    }
    guard let policies = Policies(values) else {
      throw DatabaseError(code: .mismatch, message: "a policy is missing", statement: nil)
    }
    return policies
  }
}
