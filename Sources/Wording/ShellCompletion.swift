/// What a shell needs to complete the command line, made of the tables of commands and options.
/// Each script sorts the words before the cursor into options and operands, and then offers what may
/// follow these operands.
extension Speaker {
  package func completion(for shell: Shell) -> String {
    switch shell {
    case .bash: bash
    case .zsh: zsh
    case .fish: fish
    }
  }

  /// What may follow some operands.
  private struct Place {
    /// The operands so far, as a pattern of all three shells.
    let operands: String
    var words: [(word: String, text: String)] = []
    var options: [Option] = []
    var takesFiles = false
  }

  /// The first that fits counts: those with the most words come first.
  private var places: [Place] {
    var places: [String: Place] = [:]
    for subcommand in Subcommand.allCases {
      let words = subcommand.rawValue.split(separator: " ").map(String.init)
      for count in words.indices {
        let before = words[..<count].joined(separator: " ")
        let isLast = count == words.count - 1
        let next = (words[count], isLast ? text(.subcommand(subcommand)) : "")
        var place = places[before] ?? Place(operands: before)
        if !place.words.contains(where: { $0.word == next.0 }) { place.words.append(next) }
        places[before] = place
      }
      var place = places[subcommand.rawValue] ?? Place(operands: subcommand.rawValue)
      place.options = subcommand.options
      place.words += subcommand.choices.map { ($0, "") }
      place.takesFiles = subcommand.operands.required.contains { [.file, .store].contains($0) }
      places[subcommand.rawValue] = place
    }
    return places.values.sorted { one, other in
      let (count, otherCount) = (one.operands.utf8.count, other.operands.utf8.count)
      return count == otherCount ? one.operands < other.operands : count > otherCount
    }
  }

  private static let withValue = Option.allCases.filter { $0.operand != nil }

  private static func names(_ options: [Option]) -> String {
    options.map(\.rawValue).joined(separator: "|")
  }

  private static let files = withValue.filter { [.store, .file].contains($0.operand) }
  private static let folders = withValue.filter { $0.operand == .folder }
  private static let others = withValue.filter {
    !files.contains($0) && !folders.contains($0)
  }

  // MARK: bash

  private var bash: String {
    let cases = places.map { place in
      let words = place.words.map(\.word).joined(separator: " ")
      let options = place.options.map(\.rawValue).joined(separator: " ")
      let files = place.takesFiles ? "; files=f" : ""
      return "    \(Self.pattern(place)) words=\"\(words)\" options=\"\(options)\"\(files) ;;"
    }.joined(separator: "\n")
    return #"""
      # citas completar bash
      _citas() {
        local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]}
        local operands= words= options= files= i
        COMPREPLY=()
        for ((i = 1; i < COMP_CWORD; i++)); do
          case ${COMP_WORDS[i]} in
            \#(Self.names(Self.withValue))) ((i++)) ;;
            -*) ;;
            *) operands+="${operands:+ }${COMP_WORDS[i]}" ;;
          esac
        done
        case $operands in
      \#(cases)
        esac
        case $prev in
          \#(Self.names(Self.files))) words= files=f ;;
          \#(Self.names(Self.folders))) words= files=d ;;
          \#(Self.names(Self.others))) return ;;
          *) [[ $cur == -* ]] && words=$options files= ;;
        esac
        if [[ $files ]]; then
          compopt -o filenames 2>/dev/null
          mapfile -t COMPREPLY < <(compgen -$files -- "$cur")
        fi
        COMPREPLY+=($(compgen -W "$words" -- "$cur"))
      }
      complete -F _citas citas
      """#
  }

  /// These operands, or these and more; `""` alone for none.
  private static func pattern(_ place: Place) -> String {
    let words = "\"\(place.operands)\""
    return place.operands.isEmpty ? words + ")" : "\(words)|\"\(place.operands) \"*)"
  }

  // MARK: zsh

  private var zsh: String {
    let cases = places.map { place in
      let options = place.options.map { (word: $0.rawValue, text: text(.option($0))) }
      let files = place.takesFiles ? "; _files" : ""
      return """
            (\(Self.pattern(place))
              orders=(\(Self.described(place.words)))
              options=(\(Self.described(options)))\(files)
              ;;
        """
    }.joined(separator: "\n")
    return #"""
      #compdef citas
      # citas completar zsh
      _citas() {
        local operands= i
        local -a orders options
        case $words[CURRENT-1] in
          (\#(Self.names(Self.files))) _files; return ;;
          (\#(Self.names(Self.folders))) _files -/; return ;;
          (\#(Self.names(Self.others))) return ;;
        esac
        for ((i = 2; i < CURRENT; i++)); do
          case $words[i] in
            (\#(Self.names(Self.withValue))) ((i++)) ;;
            (-*) ;;
            (*) operands+="${operands:+ }$words[i]" ;;
          esac
        done
        case $operands in
      \#(cases)
        esac
        (( $#orders )) && _describe -t orders citas orders
        (( $#options )) && _describe -o -t options citas options
      }
      if [[ $funcstack[1] == _citas ]]; then _citas "$@"; else compdef _citas citas; fi
      """#
  }

  private static func described(_ words: [(word: String, text: String)]) -> String {
    words.map { word, text in
      let text = text.replacing("'", with: "'\\''").replacing(":", with: "\\:")
      return text.isEmpty ? "'\(word)'" : "'\(word):\(text)'"
    }.joined(separator: " ")
  }

  // MARK: fish

  private var fish: String {
    let operands = places.map { "'\($0.operands)'" }.joined(separator: " ")
    let withValue = Self.withValue.map(\.rawValue).joined(separator: " ")
    return #"""
      # citas completar fish
      function __citas_tras
        set -l operands
        set -l skips 0
        for word in (commandline -opc)[2..]
          if test $skips = 1
            set skips 0
            continue
          end
          switch $word
            case \#(withValue)
              set skips 1
            case '-*'
            case '*'
              set -a operands $word
          end
        end
        for place in \#(operands)
          if test "$operands" = "$place"
            or begin; test -n "$place"; and string match -q -- "$place *" "$operands"; end
            test "$place" = "$argv[1]"
            return
          end
        end
        return 1
      end
      complete -c citas -f
      \#(places.flatMap(fishLines).joined(separator: "\n"))
      """#
  }

  private func fishLines(of place: Place) -> [String] {
    let condition = "complete -c citas -n \"__citas_tras '\(place.operands)'\""
    var lines = place.words.map { word, text in
      condition + " -a \(word)" + (text.isEmpty ? "" : " -d '\(Self.forFish(text))'")
    }
    for option in place.options {
      let takes =
        switch option.operand {
        case nil: ""
        case .store, .file: " -r -F"
        case .folder: " -x -a '(__fish_complete_directories)'"
        default: " -x"
        }
      let describes = " -d '\(Self.forFish(text(.option(option))))'"
      lines.append(condition + " -l \(option.rawValue.dropFirst(2))" + takes + describes)
    }
    if place.takesFiles { lines.append(condition + " -F") }
    return lines
  }

  private static func forFish(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("'", with: "\\'")
  }
}
