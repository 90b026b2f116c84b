internal import Terminal
internal import Understanding
internal import Wording

extension Program {
  /// Trains the model of requests, or else that of services, as the file's name says, and writes its
  /// weights.
  func learn(to file: String) -> Int32 {
    let isOfRequests = file.split(separator: "/").last == "pedidos.pesos"
    guard writeFile(file, isOfRequests ? trainedRequestWeights() : trainedServiceWeights()) else {
      Self.complain(speaker.text(.cannotWrite, ["ruta": file]))
      return 1
    }
    return 0
  }
}
