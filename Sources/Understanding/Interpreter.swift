package import Domain

/// How `line` is understood as an answer to `question`.
package func interpret(_ line: String, as question: Question, in context: Context) -> Reading {
  .invalid(.format)
}
