package import Foundation

/// A program under test, on a pseudo-terminal as its controlling terminal or between pipes.
package final class Child {
  package enum Place {
    case terminal(columns: Int, rows: Int)
    /// Standard error is that of the tests, where no file was named for it.
    case pipes
  }

  package enum Exit: Hashable {
    case status(Int32)
    case signal(Int32)
  }

  package struct Failure: Error, CustomStringConvertible {
    package var description: String
  }

  /// How long anything may take before the test fails. No test asserts how long it took.
  private static let patienceMilliseconds: Int32 = 20_000
  /// `POSIX_SPAWN_SETSID` of glibc, which shows it to C with GNU extensions only.
  private static let newSession: Int32 = 0x80
  /// Held while a child starts: until it runs its program it has copies of all descriptors, and
  /// none that is closed meanwhile is closed for good.
  private static let starting = NSRecursiveLock()

  package let processIdentifier: pid_t
  private var toChild: Int32
  private var fromChild: Int32
  /// Its other end is open in the child, as descriptor 3, for as long as it lives.
  private let life: Int32
  private var exit: Exit?

  /// All bytes that came, on a terminal with CR LF for a line end.
  package private(set) var transcript: [UInt8] = []
  /// How much of the transcript an earlier `wait` has used.
  private var seen = 0
  /// What the terminal shows. Of no use with pipes.
  package private(set) var screen: Screen

  /// The executable of this package with that name: it stands beside the tests.
  package static func executable(_ name: String) -> String {
    let tests = CommandLine.arguments[0]
    let path = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    return URL(filePath: path ?? tests).deletingLastPathComponent().appending(path: name).path()
  }

  /// What the tests were told of sanitizers holds for the programs that they start too.
  private static let ofSanitizers = ["ASAN_OPTIONS", "TSAN_OPTIONS"].compactMap { name in
    ProcessInfo.processInfo.environment[name].map { "\(name)=\($0)" }
  }

  /// Starts `executable` with just this environment. `errors` is a new file for standard error.
  package init(
    _ executable: String, _ arguments: [String] = [], environment: [String: String] = [:],
    on place: Place = .terminal(columns: 80, rows: 24), errors: String? = nil
  ) throws {
    signal(SIGPIPE, SIG_IGN)
    Self.starting.lock()
    defer { Self.starting.unlock() }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // The tests' own signal settings are not the child's.
    var none = sigset_t()
    var all = sigset_t()
    sigemptyset(&none)
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    var flags = Int32(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF)
    var childEnds: [Int32] = []
    defer { for end in childEnds { close(end) } }
    switch place {
    case .terminal(let columns, let rows):
      var (main, other): (Int32, Int32) = (-1, -1)
      var size = winsize(
        ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
      var name = [CChar](repeating: 0, count: 128)
      guard openpty(&main, &other, &name, nil, &size) == 0 else {
        throw Failure(description: "no pseudo-terminal: \(errno)")
      }
      _ = fcntl(main, F_SETFD, FD_CLOEXEC)
      _ = fcntl(other, F_SETFD, FD_CLOEXEC)
      childEnds.append(other)
      (toChild, fromChild) = (main, main)
      screen = Screen(columns: columns, rows: rows)
      // In a session of its own the first terminal opened becomes the controlling one.
      flags |= Self.newSession
      posix_spawn_file_actions_addopen(&actions, 0, &name, O_RDWR, 0)
      posix_spawn_file_actions_adddup2(&actions, 0, 1)
      posix_spawn_file_actions_adddup2(&actions, 0, 2)
    case .pipes:
      let (input, output) = (try Self.pipe(), try Self.pipe())
      (toChild, fromChild) = (input.writing, output.reading)
      screen = Screen(columns: 80, rows: 24)
      childEnds += [input.reading, output.writing]
      posix_spawn_file_actions_adddup2(&actions, input.reading, 0)
      posix_spawn_file_actions_adddup2(&actions, output.writing, 1)
    }
    if let errors {
      posix_spawn_file_actions_addopen(&actions, 2, errors, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    }
    let life = try Self.pipe()
    self.life = life.reading
    childEnds.append(life.writing)
    posix_spawn_file_actions_adddup2(&actions, life.writing, 3)
    posix_spawnattr_setflags(&attributes, Int16(flags))
    var argv = ([executable] + arguments).map { strdup($0) } + [nil]
    var envp = (environment.map { "\($0)=\($1)" } + Self.ofSanitizers).map { strdup($0) } + [nil]
    defer { for pointer in argv + envp { free(pointer) } }
    var pid: pid_t = 0
    let failure = posix_spawn(&pid, executable, &actions, &attributes, &argv, &envp)
    processIdentifier = pid
    guard failure == 0 else {
      exit = .status(127)
      throw Failure(description: "\(executable) does not start: \(failure)")
    }
  }

  private static func pipe() throws -> (reading: Int32, writing: Int32) {
    var ends: [Int32] = [-1, -1]
    guard Foundation.pipe(&ends) == 0 else { throw Failure(description: "no pipe: \(errno)") }
    // Out of the way of the descriptors that the child is to have.
    for index in ends.indices {
      let high = fcntl(ends[index], F_DUPFD_CLOEXEC, 10)
      close(ends[index])
      ends[index] = high
    }
    return (ends[0], ends[1])
  }

  deinit {
    if exit == nil {
      kill(processIdentifier, SIGKILL)
      waitpid(processIdentifier, nil, 0)
    }
    closeInput()
    if fromChild >= 0 { close(fromChild) }
    close(life)
  }

  /// Writes to the child as if typed: Enter is `\r` on a terminal, `\n` in a pipe.
  package func type(_ text: String) {
    type(Array(text.utf8))
  }

  package func type(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      // A terminal that nobody reads takes a few kilobytes: read what it sends meanwhile.
      var watched = [
        pollfd(fd: toChild, events: Int16(POLLOUT), revents: 0),
        pollfd(fd: fromChild, events: Int16(POLLIN), revents: 0),
      ]
      guard poll(&watched, 2, Self.patienceMilliseconds) > 0 else { return }
      if watched[1].revents & Int16(POLLIN) != 0 { _ = receive() }
      guard watched[0].revents & Int16(POLLOUT) != 0 else {
        if watched[0].revents != 0 { return }
        continue
      }
      let written = rest.prefix(256).withUnsafeBytes { write(toChild, $0.baseAddress, $0.count) }
      guard written > 0 else { return }
      rest = rest.dropFirst(written)
    }
  }

  /// Reads until `text` has come, after what earlier waits have found.
  package func wait(for text: String) throws {
    let wanted = Array(text.utf8)
    while true {
      if let found = transcript[seen...].firstRange(of: wanted) {
        seen = found.upperBound
        return
      }
      guard receive() else {
        throw Failure(description: "«\(text)» did not come after:\n\(unseen)")
      }
    }
  }

  /// Reads until the screen shows what is wanted.
  package func wait(
    _ what: String = "the screen", until isWanted: (Screen) -> Bool
  ) throws {
    while !isWanted(screen) {
      guard receive() else {
        throw Failure(
          description: "\(what) did not come:\n\(screen.lines.joined(separator: "\n"))")
      }
    }
  }

  /// Reads until the last row that is not empty is `line`.
  package func wait(forLastLine line: String) throws {
    try wait("«\(line)»") { $0.lines.last == line }
  }

  /// Reads to the end of the output and collects the child.
  package func wait() throws -> Exit {
    if let exit { return exit }
    while receive() {}
    var status: Int32 = 0
    var isOver = pollfd(fd: life, events: Int16(POLLIN), revents: 0)
    if poll(&isOver, 1, Self.patienceMilliseconds) == 0 { kill(processIdentifier, SIGKILL) }
    guard waitpid(processIdentifier, &status, 0) == processIdentifier else {
      throw Failure(description: "nothing to wait for: \(errno)")
    }
    let end: Exit = status & 0x7F == 0 ? .status(status >> 8 & 0xFF) : .signal(status & 0x7F)
    exit = end
    return end
  }

  /// Waits until the child has stopped, as on Ctrl-Z.
  package func waitUntilStopped() throws {
    var status: Int32 = 0
    guard waitpid(processIdentifier, &status, WUNTRACED) == processIdentifier,
      status & 0xFF == 0x7F
    else { throw Failure(description: "the child did not stop but end: \(status)") }
  }

  package func send(_ signal: Int32) {
    kill(processIdentifier, signal)
  }

  package func resize(columns: Int, rows: Int) {
    screen.resize(columns: columns, rows: rows)
    var size = winsize(
      ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(toChild, UInt(TIOCSWINSZ), &size)
  }

  /// Ends a pipe; a terminal hangs up.
  package func closeInput() {
    guard toChild >= 0 else { return }
    _ = Self.starting.withLock { close(toChild) }
    if fromChild == toChild { fromChild = -1 }
    toChild = -1
  }

  /// Reads no more: a child that writes into the pipe is told so.
  package func closeOutput() {
    _ = Self.starting.withLock { close(fromChild) }
    fromChild = -1
  }

  /// Whether the terminal gives whole lines and shows what is typed, as a shell expects it.
  package var terminalIsRestored: Bool {
    var settings = termios()
    return tcgetattr(fromChild, &settings) == 0
      && settings.c_lflag & tcflag_t(ICANON | ECHO | ISIG) == tcflag_t(ICANON | ECHO | ISIG)
  }

  /// What came and no `wait` has used yet.
  package var unseen: String { String(decoding: transcript[seen...], as: UTF8.self) }

  /// False at the end of the output, or when nothing came for longer than anybody waits.
  private func receive() -> Bool {
    guard fromChild >= 0 else { return false }
    var watched = pollfd(fd: fromChild, events: Int16(POLLIN), revents: 0)
    guard poll(&watched, 1, Self.patienceMilliseconds) > 0 else { return false }
    var piece = [UInt8](repeating: 0, count: 4096)
    let count = read(fromChild, &piece, piece.count)
    guard count > 0 else { return false }
    transcript.append(contentsOf: piece[..<count])
    screen.receive(piece[..<count])
    return true
  }
}
