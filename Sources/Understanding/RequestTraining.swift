internal import Domain
internal import Embedded

/// The table of weights that the sentences of `prompts/ejemplos_pedidos.txt` give, the same wherever
/// it is made.
package func trainedRequestWeights() -> [UInt8] {
  var counts: [UInt32: Int] = [:]
  var described: [(features: RequestFeatures, kind: Int)] = []
  func add(_ sentence: String, _ kind: Int) {
    let features = RequestFeatures(Line(sentence))
    described.append((features, kind))
    for key in features.parts + features.neighbours { counts[key, default: 0] += 1 }
  }
  let sections = Folder.prompts.sections("ejemplos_pedidos.txt")
  for (kind, key) in RequestKind.allCases.map(\.key).enumerated() {
    let isThere = sections.forEachLine(under: key) {
      add(String(decoding: $0, as: UTF8.self), kind)
    }
    precondition(isThere, "the sentences have no section \(key)")
  }
  // A place is an answer, whatever it is called.
  if let datum = RequestKind.allCases.firstIndex(of: .datum) {
    for (index, place) in Municipality.all.enumerated() where index % 2 == 0 {
      add(place.name, datum)
    }
  }
  var regression = Regression(classes: RequestKind.allCases.count)
  for (features, kind) in described {
    regression.add(
      features.words + features.neighbours.filter { counts[$0, default: 0] >= neighboursMin }
        + features.parts.filter { counts[$0, default: 0] >= partsMin }, expected: (kind, kind))
  }
  regression.run()
  var rows: [(key: UInt32, weights: [Int8])] = []
  var weightMin = 3
  repeat {
    weightMin += 1
    rows = regression.rows(
      bias: RequestFeatures.bias, quantum: RequestModel.quantum, weightMin: weightMin)
  } while rows.count > rowsMax
  return WeightTable.bytes(of: rows)
}

/// The table of weights that the program has.
package func embeddedRequestWeights() -> [UInt8] { Folder.data.bytes(RequestModel.file) ?? [] }

/// What one sentence has tells nothing of others.
private let neighboursMin = 2
private let partsMin = 3
/// The table stays under 550 KB: a row has 27 bytes.
private let rowsMax = 20_000
