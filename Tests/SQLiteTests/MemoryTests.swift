import CSQLite
import CSQLiteMemory
import Testing

/// The pool that a process with one thread gives SQLite. A debug build uses it nowhere else; it has
/// no locks, so these follow each other.
@Suite(.serialized) struct MemoryTests {
  /// Small pieces, the largest of the pool, and some that are none of it, in bytes.
  static let sizes: [Int32] = [1, 15, 16, 17, 100, 1_008, 1_023, 1_024, 1_025, 4_096, 70_000]

  @Test func `no piece is another's, and what is in one stays`() throws {
    var pieces: [Piece] = []
    for turn in 0..<6_000 {
      let asked = try #require(Self.sizes.randomElement())
      let mark = UInt8(truncatingIfNeeded: turn)
      switch pieces.count < 20 ? 0 : Int.random(in: 0..<3) {
      case 0:
        let piece = try #require(Piece(asked, mark: mark))
        #expect(piece.isAligned && piece.size >= asked && piece.size == Piece.roundedUp(asked))
        pieces.append(piece)
      case 1:
        let index = Int.random(in: pieces.indices)
        let kept = min(pieces[index].count, Int(asked))
        let isResized = pieces[index].resize(to: asked)
        try #require(isResized)
        #expect(pieces[index].isMarked(kept))
        pieces[index].mark(again: mark)
      default:
        let piece = pieces.remove(at: Int.random(in: pieces.indices))
        #expect(piece.isMarked(piece.count))
        piece.release()
      }
    }
    for piece in pieces {
      #expect(piece.isMarked(piece.count))
      piece.release()
    }
  }

  @Test(arguments: [(500, 497, true), (500, 480, false), (4_000, 4_000, nil)])
  func `what was given back is handed out again at its size`(
    first: Int32, second: Int32, isSame: Bool?
  ) throws {
    let piece = try #require(Piece(first, mark: 1))
    let place = piece.place
    piece.release()
    let again = try #require(Piece(second, mark: 2))
    if let isSame { #expect((again.place == place) == isSame) }
    #expect(again.isMarked(Int(second)))
    again.release()
  }
}

/// Memory of the pool, filled with a mark.
private struct Piece {
  private nonisolated(unsafe) static let pool = unsafe sqlite_memory_pool().pointee
  private var memory: UnsafeMutableRawPointer
  private(set) var count: Int
  private var mark: UInt8

  init?(_ count: Int32, mark: UInt8) {
    guard let memory = unsafe Self.pool.xMalloc(count) else { return nil }
    unsafe self.memory = unsafe memory
    self.count = Int(count)
    self.mark = mark
    self.mark(again: mark)
  }

  static func roundedUp(_ count: Int32) -> Int32 { unsafe pool.xRoundup(count) }

  var place: UInt { unsafe UInt(bitPattern: memory) }
  var isAligned: Bool { place % 16 == 0 }
  var size: Int32 { unsafe Self.pool.xSize(memory) }

  func isMarked(_ count: Int) -> Bool {
    unsafe UnsafeRawBufferPointer(start: memory, count: count).allSatisfy { $0 == mark }
  }

  mutating func mark(again mark: UInt8) {
    self.mark = mark
    unsafe memory.initializeMemory(as: UInt8.self, repeating: mark, count: count)
  }

  /// False when there is no memory.
  mutating func resize(to count: Int32) -> Bool {
    guard let memory = unsafe Self.pool.xRealloc(memory, count) else { return false }
    unsafe self.memory = unsafe memory
    self.count = Int(count)
    return true
  }

  func release() { unsafe Self.pool.xFree(memory) }
}
