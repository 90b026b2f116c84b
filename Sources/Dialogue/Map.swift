package import Domain

/// The conversation as a graph, made from its declarations: what a person is asked on the way to
/// each goal, under which condition, and what a correction makes void.
package struct Map: Hashable, Sendable {
  /// What stands at a place of the graph.
  package enum Node: Hashable, Sendable {
    case menu
    case question(Question, Goal)
    case store(Flow.StoreStep, Goal)
    case end
  }

  package struct Edge: Hashable, Sendable {
    package enum Label: Hashable, Sendable {
      case always
      case when(Flow.Condition)
      /// From the menu, or by what is to be done with an appointment.
      case chosen(Goal)
      /// Another answer there makes the answer here void.
      case voids
    }

    package let from: Node
    package let to: Node
    package let label: Label
  }

  /// Without repeats, goal by goal in the order of the way.
  package private(set) var edges: [Edge] = []

  /// Where the way stands while it is drawn, and how it goes on from there.
  private typealias End = (node: Node, label: Edge.Label)

  /// Of the whole conversation.
  package init() {
    for goal in Goal.allCases {
      let ends = draw(Flow.to(goal).items, of: goal, from: [(.menu, .chosen(goal))])
      switch goal {
      case .manage:
        for next in [Goal.cancel, .modify] {
          draw([(.question(.handling, goal), .chosen(next))], to: .question(.code, next))
        }
      default:
        draw(ends, to: Self.target(of: goal))
      }
      drawDependents(of: Flow.to(goal))
    }
  }

  private mutating func draw(_ ends: [End], to node: Node) {
    for end in ends {
      let edge = Edge(from: end.node, to: node, label: end.label)
      if !edges.contains(edge) { edges.append(edge) }
    }
  }

  private mutating func draw(_ items: [Flow.Item], of goal: Goal, from start: [End]) -> [End] {
    var ends = start
    for item in items {
      switch item {
      case .ask(let question):
        draw(ends, to: .question(question, goal))
        ends = [(.question(question, goal), .always)]
      case .store(let step):
        draw(ends, to: .store(step, goal))
        ends = [(.store(step, goal), .always)]
      case .either(let branches):
        // One branch may be passed by; one of several is taken.
        var after = branches.count == 1 ? ends : []
        for branch in branches {
          let entries = ends.map { End(node: $0.node, label: .when(branch.condition)) }
          after += draw(branch.items, of: goal, from: entries)
        }
        ends = after
      }
    }
    return ends
  }

  private mutating func drawDependents(of flow: Flow) {
    let way = flow.questions
    for question in way where Declaration.of(question).isDatum {
      for dependent in Declaration.of(question).dependents where way.contains(dependent) {
        edges.append(
          Edge(
            from: .question(question, flow.goal), to: .question(dependent, flow.goal),
            label: .voids))
      }
    }
  }

  /// Where a goal leads when it is reached.
  private static func target(of goal: Goal) -> Node {
    switch goal {
    case .book, .cancel, .modify, .wait: .end
    case .consult, .manage, .turn: .menu
    case .resume: .question(.motive, .book)
    }
  }

  /// In the language of Mermaid (mermaid.js.org, flowchart syntax).
  package var mermaid: String {
    var lines = ["flowchart TD"]
    var seen: Set<Node> = []
    for node in edges.flatMap({ [$0.from, $0.to] }) where seen.insert(node).inserted {
      lines.append("  " + Self.mermaid(node))
    }
    for edge in edges {
      let (from, to) = (Self.id(edge.from), Self.id(edge.to))
      switch edge.label {
      case .always: lines.append("  \(from) --> \(to)")
      case .when(let condition): lines.append("  \(from) -->|\(condition.rawValue)| \(to)")
      case .chosen(let goal): lines.append("  \(from) -->|\(goal.rawValue)| \(to)")
      case .voids: lines.append("  \(from) -.-> \(to)")
      }
    }
    return lines.joined(separator: "\n")
  }

  private static func id(_ node: Node) -> String {
    switch node {
    case .menu: Question.menuOption.rawValue
    case .question(let question, let goal): "\(goal.rawValue).\(question.rawValue)"
    case .store(let step, let goal): "\(goal.rawValue).\(step.rawValue)"
    case .end: "fin"
    }
  }

  /// Questions are boxes, the store's work is rounded, the ends are pills.
  private static func mermaid(_ node: Node) -> String {
    switch node {
    case .menu: "\(id(node))([\(Question.menuOption.rawValue)])"
    case .question(let question, _): "\(id(node))[\(question.rawValue)]"
    case .store(let step, _): "\(id(node))(\(step.rawValue))"
    case .end: "\(id(node))([fin])"
    }
  }
}
