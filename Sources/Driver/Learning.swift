internal import Terminal
internal import Understanding
internal import Wording

extension Program {
  /// Trains the model of requests, that of answers, or else that of services, as the file's name
  /// says, and writes its weights.
  func learn(to file: String) -> Int32 {
    let weights =
      switch file.split(separator: "/").last {
      case "pedidos.pesos": trainedRequestWeights()
      case "respuestas.pesos": trainedAnswerWeights()
      case "vocabulario.tablas": vocabularyTables()
      default: trainedServiceWeights()
      }
    guard writeFile(file, weights) else {
      Self.complain(speaker.text(.cannotWrite, ["ruta": file]))
      return 1
    }
    return 0
  }
}
