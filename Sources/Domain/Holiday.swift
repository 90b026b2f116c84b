/// A public holiday of Colombia. The raw values name the texts.
///
/// Source: Ley 51 de 1983; Ley 2578 de 2026 for Our Lady of Chiquinquirá.
package enum Holiday: String, CaseIterable, Sendable {
  case newYear = "ano_nuevo"
  case epiphany = "reyes"
  case saintJoseph = "san_jose"
  case maundyThursday = "jueves_santo"
  case goodFriday = "viernes_santo"
  case labourDay = "dia_del_trabajo"
  case ascension = "ascension"
  case corpusChristi = "corpus_christi"
  case sacredHeart = "sagrado_corazon"
  case saintsPeterAndPaul = "san_pedro_y_san_pablo"
  case chiquinquira = "virgen_de_chiquinquira"
  case independence = "independencia"
  case boyaca = "batalla_de_boyaca"
  case assumption = "asuncion"
  case dayOfTheRace = "dia_de_la_raza"
  case allSaints = "todos_los_santos"
  case cartagena = "independencia_de_cartagena"
  case immaculateConception = "inmaculada"
  case christmas = "navidad"

  /// How the law sets the day.
  private enum Rule {
    case fixed(month: Int, day: Int)
    /// Moved to the next Monday unless it is one.
    case movedToMonday(month: Int, day: Int)
    /// Days after Easter Sunday.
    case easter(Int)
  }

  private var rule: Rule {
    switch self {
    case .newYear: .fixed(month: 1, day: 1)
    case .epiphany: .movedToMonday(month: 1, day: 6)
    case .saintJoseph: .movedToMonday(month: 3, day: 19)
    case .maundyThursday: .easter(-3)
    case .goodFriday: .easter(-2)
    case .labourDay: .fixed(month: 5, day: 1)
    case .ascension: .easter(43)
    case .corpusChristi: .easter(64)
    case .sacredHeart: .easter(71)
    case .saintsPeterAndPaul: .movedToMonday(month: 6, day: 29)
    case .chiquinquira: .movedToMonday(month: 7, day: 9)
    case .independence: .fixed(month: 7, day: 20)
    case .boyaca: .fixed(month: 8, day: 7)
    case .assumption: .movedToMonday(month: 8, day: 15)
    case .dayOfTheRace: .movedToMonday(month: 10, day: 12)
    case .allSaints: .movedToMonday(month: 11, day: 1)
    case .cartagena: .movedToMonday(month: 11, day: 11)
    case .immaculateConception: .fixed(month: 12, day: 8)
    case .christmas: .fixed(month: 12, day: 25)
    }
  }

  private static let all = Array(allCases)
  /// Those that may be on any day of the week.
  private static let fixed = all.filter { if case .fixed = $0.rule { true } else { false } }

  /// The first year in which the law sets it.
  private var firstYear: Int {
    self == .chiquinquira ? 2026 : 1984
  }

  /// The day on which it falls in `year`; nil before its law.
  package func day(in year: Int) -> Day? {
    guard year >= firstYear else { return nil }
    switch rule {
    case .fixed(let month, let day):
      return Day(year: year, month: month, day: day)
    case .movedToMonday(let month, let day):
      return Day(year: year, month: month, day: day)?.next(.monday)
    case .easter(let offset):
      return Self.easter(of: year).advanced(by: offset)
    }
  }

  /// The holiday on `day`: the first of the list when two fall together, as in 2025 on 30 June.
  package init?(on day: Day) {
    let date = day.date
    let weekday = day.weekday
    let isMonday = weekday == .monday
    // Of its feasts the first is in March, the last in July; two are no Mondays.
    let isOfEaster =
      (3...7).contains(date.month) && [.thursday, .friday, .monday].contains(weekday)
    let easter = isOfEaster ? Self.easter(of: date.year) : nil
    let holiday = (isMonday || isOfEaster ? Self.all : Self.fixed).first { holiday in
      guard date.year >= holiday.firstYear else { return false }
      return switch holiday.rule {
      case .fixed(let month, let dayOfMonth): date.month == month && date.day == dayOfMonth
      case .movedToMonday(let month, _):
        isMonday && (month...month + 1).contains(date.month) && holiday.day(in: date.year) == day
      case .easter(let offset): easter?.advanced(by: offset) == day
      }
    }
    guard let holiday else { return nil }
    self = holiday
  }

  /// Easter Sunday. Source: the anonymous Gregorian computus (Meeus, Astronomical Algorithms, 8).
  static func easter(of year: Int) -> Day {
    let golden = year % 19
    let (century, yearOfCentury) = year.quotientAndRemainder(dividingBy: 100)
    let (leapCenturies, centuryRest) = century.quotientAndRemainder(dividingBy: 4)
    let correction = (century - (century + 8) / 25 + 1) / 3
    let epact = (19 * golden + century - leapCenturies - correction + 15) % 30
    let (leapYears, yearRest) = yearOfCentury.quotientAndRemainder(dividingBy: 4)
    let weekday = (32 + 2 * centuryRest + 2 * leapYears - epact - yearRest) % 7
    let late = (golden + 11 * epact + 22 * weekday) / 451
    let sum = epact + weekday - 7 * late + 114
    let march1 = Month(year: year, number: 3).first
    // `sum` counts from 0 January as months of 31 days: 31·3 is 1 March.
    return march1.advanced(by: sum - 93)
  }
}

extension Day {
  /// Neither a Saturday, a Sunday nor a public holiday.
  package var isWorkingDay: Bool {
    ![.saturday, .sunday].contains(weekday) && Holiday(on: self) == nil
  }

  /// The first working day after this one.
  package var nextWorkingDay: Day {
    var day = advanced(by: 1)
    while !day.isWorkingDay { day = day.advanced(by: 1) }
    return day
  }
}
