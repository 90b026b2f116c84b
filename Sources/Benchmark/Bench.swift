internal import Domain
internal import Glibc
internal import Proof
internal import Store
internal import Yardstick

/// The folder of the measurements, the programs that are measured and the stores that they use.
final class Bench {
  let options: Options
  let folder: String
  /// This program, for processes of its own.
  let itself: String
  /// The program as it is installed, from the same build.
  let citas: String
  /// The shell of SQLite.
  let shell: String

  init(_ options: Options) throws {
    self.options = options
    itself = try ownPath()
    let beside = itself.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 }
    citas = beside + "/citas"
    guard access(citas, X_OK) == 0 else {
      throw Failure("there is no \(citas): run `swift build -c release --product citas` first")
    }
    let shells = (getenv("PATH").map { String(cString: $0) } ?? "").split(separator: ":")
      .map { String($0) + "/sqlite3" }.filter { access($0, X_OK) == 0 }
    guard let shell = shells.first else {
      throw Failure("the yardstick of the start is missing: install the `sqlite3` shell")
    }
    self.shell = shell
    folder = try makeFolder("citas-benchmark", in: options.folder)
  }

  func clean() {
    _ = try? run(["/bin/rm", "-rf", folder])
  }

  /// Runs a program that must end well.
  @discardableResult
  func run(
    _ words: [String], input: String = "/dev/null", output: String = "/dev/null"
  ) throws -> child_result {
    let result = withArguments(words) { yardstick_run($0, input, output) }
    guard result.status == 0 else {
      throw Failure("`\(words.joined(separator: " "))` ended with \(result.status)")
    }
    return result
  }

  /// A store in the state in which the program leaves a new one, with `appointments` in it.
  func store(_ name: String, appointments: Int = 0) throws -> String {
    let path = folder + "/" + name + ".db"
    guard access(path, F_OK) != 0 else { return path }
    try make(path)
    try execute(Filling.numbering, on: path)
    if appointments > 0 { try execute(Filling(appointments: appointments).script, on: path) }
    return path
  }

  private func make(_ path: String) throws {
    let store = Store(.file(path), actor: Actor(channel: .pipe, agent: nil))
    _ = try store.points(now: Caller.now)
  }

  /// A copy of a store that nobody has open.
  func copy(_ path: String, _ name: String) throws -> String {
    let copy = folder + "/" + name + ".db"
    for suffix in ["", "-wal", "-shm", "-turnos"] { unlink(copy + suffix) }
    try run(["/bin/cp", path, copy])
    return copy
  }

  private func execute(_ script: String, on path: String) throws {
    if let message = yardstick_execute(path, script) {
      defer { free(message) }
      throw Failure("cannot fill \(path): \(String(cString: message))")
    }
  }

  func write(_ text: String, to name: String) throws -> String {
    let path = folder + "/" + name
    guard let file = fopen(path, "w") else { throw Failure("cannot write \(path)") }
    fputs(text, file)
    guard fclose(file) == 0 else { throw Failure("cannot write \(path)") }
    return path
  }
}

/// Appointments that go into a store by SQL, as many as are asked for: first in a quarter of the
/// places of the month that is bookable, then in all those of the working days before it.
struct Filling {
  let appointments: Int

  /// What is numbered begins high: see `yardstick_numbered_from`.
  static let numbering = """
    INSERT INTO session (id, started, channel) VALUES (\(yardstick_numbered_from), 0, 'pipe');
    INSERT INTO event (id, session, at, kind, subject)
    VALUES (\(yardstick_numbered_from + 1_000_000_000), \(yardstick_numbered_from), 0, 'hold', '');
    """

  var script: String {
    let today = Caller.now.day.number
    return """
      PRAGMA journal_mode = OFF;
      PRAGMA synchronous = OFF;
      PRAGMA cache_size = -400000;
      PRAGMA temp_store = MEMORY;
      BEGIN;
      -- A place of a day at a point, numbered.
      CREATE TEMP TABLE slot AS
        WITH RECURSIVE
          minute (rule, minute) AS (
            SELECT id, from_minute FROM schedule_rule
            UNION ALL
            SELECT rule, minute + step_minutes FROM minute
              JOIN schedule_rule ON id = rule WHERE minute + step_minutes <= through_minute
          ),
          place (place) AS (SELECT 1 UNION ALL SELECT place + 1 FROM place WHERE place < 9)
        SELECT row_number() OVER (ORDER BY point, minute, place) - 1 AS number, point, minute, place
        FROM minute JOIN schedule_rule ON id = rule JOIN place ON place <= places;
      CREATE TEMP TABLE filled AS
        WITH RECURSIVE day (day) AS (
          SELECT \(today) + 29
          UNION ALL
          SELECT day - 1 FROM day WHERE day > 1
        )
        SELECT day, number, point, minute, place,
          '0' || strftime('%m%Y', day * 86400, 'unixepoch')
            || printf('%06d', strftime('%d', day * 86400, 'unixepoch') * 10000 + number) AS code
        FROM day CROSS JOIN slot
        -- 1 January 1970 was a Thursday.
        WHERE (day + 4) % 7 NOT IN (0, 6)
          AND (day < \(today) OR day > \(today) + 1 AND number % 4 = 0)
        LIMIT \(appointments);
      INSERT INTO claim (point, day, minute, place, code)
        SELECT point, day, minute, place, code FROM filled ORDER BY 1, 2, 3, 4;
      INSERT INTO appointment (
        code, point, day, minute, place, motive, person_type, document_type, document_number,
        given_names, surnames, mobile, email, address, residence, session, created)
        SELECT code, point, day, minute, place, 'estado_cuenta', 'natural', '13',
          CAST(1000000000 + (day * 10007 + number) * 7919 % 900000000 AS TEXT), 'Otra', 'Persona',
          '3000000000', 'otra' || number || '@example.com', 'CL 26 # 68C-61', '11001',
          \(yardstick_numbered_from), 0
        FROM filled ORDER BY code;
      COMMIT;
      DROP TABLE filled;
      DROP TABLE slot;
      PRAGMA journal_mode = WAL;
      """
  }
}
