internal import Domain
internal import Embedded
internal import Office
internal import SQLite

/// What a file is filled with, from the tables in the binary.
struct Seed {
  private let database: Database

  init(_ database: Database) {
    self.database = database
  }

  /// What only a new file lacks.
  func plant() throws(DatabaseError) {
    try plantPoints()
    try plantSchedule()
    try plantNewPolicies()
  }

  private func plantPoints() throws(DatabaseError) {
    let point = Statement(
      database,
      "INSERT INTO point (id, city_code, city, name, attendance) VALUES (?1, ?2, ?3, ?4, ?5)")
    let department = Statement(
      database, "INSERT INTO point_department (point, department) VALUES (?1, ?2)")
    for (index, row) in table("puntos_de_contacto.tsv", columns: 5).enumerated() {
      try point.run(index + 1, row[0], row[1], row[2], row[3])
      for code in row[4].split(separator: " ") {
        try department.run(index + 1, String(code))
      }
    }
  }

  /// The rules under `*` are those of every point whose city has none of its own.
  private func plantSchedule() throws(DatabaseError) {
    let rule = Statement(
      database,
      """
      INSERT INTO schedule_rule
        (point, first_day, last_day, weekdays, from_minute, through_minute, step_minutes, places)
      SELECT id, 0, ?2, ?3, ?4, ?5, ?6, ?7 FROM point WHERE city_code = ?1
      """)
    let cities = table("puntos_de_contacto.tsv", columns: 5).map { $0[0] }
    let rules = table("horario.tsv", columns: 6)
    let lastDay = Month(year: 9999, number: 12).last
    var seen: Set<String> = []
    // In their order, so that every new store numbers its rules alike.
    for city in cities where seen.insert(city).inserted {
      let own = rules.filter { $0[0] == city }
      for row in own.isEmpty ? rules.filter({ $0[0] == "*" }) : own {
        try rule.run(
          city, lastDay.number, weekdayMask(row[1]), minutes(row[2]), minutes(row[3]),
          number(row[4]), number(row[5]))
      }
    }
  }

  /// The policies that the file has not, because an earlier version made it.
  func plantNewPolicies() throws(DatabaseError) {
    let policy = Statement(
      database,
      """
      INSERT INTO policy (name, value, unit, explanation) VALUES (?1, ?2, ?3, ?4)
      ON CONFLICT DO NOTHING
      """)
    for row in PolicyRow.table {
      try policy.run(row.name, row.value, row.unit, row.explanation)
    }
  }

  private func table(_ name: String, columns: Int) -> [[String]] {
    guard let text = Folder.data.text(name) else { preconditionFailure("\(name) is in the binary") }
    return rows(ofTable: text).map { row in
      precondition(row.count == columns, "each row of \(name) has \(columns) columns")
      return row.map { String($0) }
    }
  }

  private func number(_ written: String) -> Int {
    guard let number = wholeNumber(written.utf8) else {
      preconditionFailure("«\(written)» is a number in the tables")
    }
    return number
  }

  private func minutes(_ written: String) -> Int {
    guard let time = TimeOfDay(iso: written) else {
      preconditionFailure("«\(written)» is a time in the tables")
    }
    return time.minutes
  }

  private func weekdayMask(_ written: String) -> Int {
    written.split(separator: " ").reduce(0) { mask, name in
      guard let day = Weekday(id: folded(String(name))) else {
        preconditionFailure("«\(name)» is a day of the week in the tables")
      }
      return mask | 1 << day.rawValue
    }
  }
}
