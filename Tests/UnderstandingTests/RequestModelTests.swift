import Domain
import Embedded
import Testing

@testable import Understanding

@Suite struct RequestModelTests {
  @Test func `the weights are those of the sentences`() {
    // Not in the expectation: what differs is no use to anybody.
    let areThose = trainedRequestWeights() == embeddedRequestWeights()
    #expect(
      areThose,
      """
      The sentences of prompts/ejemplos_pedidos.txt were changed. Run: \
      swift build && .build/debug/citas aprender Sources/CEmbedded/data/pedidos.pesos && swift build
      """)
  }

  @Test func `each kind of request has its section of sentences, and there is no other`() {
    let sections = Folder.prompts.sections("ejemplos_pedidos.txt")
    #expect(sections.keys == RequestKind.allCases.map(\.key))
  }

  @Test func `the table is small and in the order of its keys`() {
    let bytes = embeddedRequestWeights()
    #expect(bytes.count < 550_000)
    let rowLength = 4 + RequestKind.allCases.count
    #expect(bytes.count % rowLength == 0)
    let keys = stride(from: 0, to: bytes.count, by: rowLength).map { start in
      bytes[start..<(start + 4)].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    }
    #expect(zip(keys, keys.dropFirst()).allSatisfy { $0 < $1 })
  }

  @Test func `a sentence is hardly ever of another kind than it was taught as`() {
    let sections = Folder.prompts.sections("ejemplos_pedidos.txt")
    var count = 0
    var wrong = 0
    for kind in RequestKind.allCases {
      _ = sections.forEachLine(under: kind.key) { bytes in
        count += 1
        let guess = RequestModel.shared.guess(Line(String(decoding: bytes, as: UTF8.self)))
        if let guess, guess.likeliest.kind != kind, guess.likeliest.probability > 0.9 { wrong += 1 }
      }
    }
    #expect(wrong * 50 <= count, "\(wrong) of \(count)")
  }

  /// None of these is among the sentences, and the vocabulary knows none of them.
  @Test(arguments: [
    (Question.email, "y esa casilla con qué se llena", Order.help),
    (.mobile, "no me enteré de lo que pidió, otra vez", .again),
    (.city, "mire, ya no quiero seguir llenando esto, chao", .leave),
    (.documentNumber, "que me atienda un ser humano de verdad", .human),
  ])
  func `what nobody taught is understood by its words`(
    question: Question, line: String, order: Order
  ) throws {
    #expect(interpret(line, as: question, in: try context()) == .order(order))
  }

  @Test(arguments: [
    (Question.address, "Finca No Me Olvides"), (.address, "Calle del Menú"),
    (.surnames, "Salinas Vuelta"), (.businessName, "Asesores Humanos SAS"),
    (.businessName, "Corporación Volver a Vivir"),
  ])
  func `a name or an address with words of requests is what it is`(
    question: Question, line: String
  ) throws {
    guard case .value = interpret(line, as: question, in: try context()) else {
      Issue.record("taken for \(interpret(line, as: question, in: try context()))")
      return
    }
  }

  @Test func `what leads away and is only likely is confirmed`() throws {
    let readings = ["mejor me salgo de esto que está largo", "qué pereza esto, mejor otro día"].map
    {
      ($0, try? interpret($0, as: .address, in: context()))
    }
    for (line, reading) in readings {
      switch reading {
      case .likely, .order(.leave): break
      default: Issue.record("\(line): \(String(describing: reading))")
      }
    }
  }

  @Test func `what tells of keys that they are not in a table lets all of its own through`() throws
  {
    // A key of four bytes, then a byte a column.
    let columns = RequestKind.allCases.count
    let bytes = try #require(Folder.data.bytes(RequestModel.file))
    let table = try #require(Folder.data.weights(RequestModel.file, columns: columns))
    let keys = stride(from: 0, to: bytes.count, by: 4 + columns).map {
      bytes[$0..<($0 + 4)].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    }
    #expect(keys.count > 5_000)
    let filter = WeightTable.Filter(table)
    #expect(keys.allSatisfy { filter.mayHold($0) && table.row(of: $0) != nil })
    // Spread over all keys, as hashes are.
    let others = (1...5_000).map { UInt32($0) &* 2_654_435_761 }
    #expect(others.count { filter.mayHold($0) } < 500)
  }
}
