internal import Domain

/// A day or week with a name of its own, a public holiday or not. Its key names a section of the
/// vocabulary.
enum Feast: Hashable, Sendable {
  case holiday(Holiday)
  case noted(Noted)

  /// What is no public holiday.
  enum Noted: String, CaseIterable, Sendable {
    case holyWeek = "semana_santa"
    case palmSunday = "domingo_de_ramos"
    case holyMonday = "lunes_santo"
    case holyTuesday = "martes_santo"
    case holyWednesday = "miercoles_santo"
    case holySaturday = "sabado_santo"
    case easter = "pascua"
    case mothersDay = "dia_de_la_madre"
    case fathersDay = "dia_del_padre"
    case friendship = "amor_y_amistad"
    case halloween = "dia_de_brujas"
    case christmasEve = "nochebuena"
    case innocents = "inocentes"
    case newYearsEve = "ano_viejo"
    case ashWednesday = "miercoles_de_ceniza"
    case womensDay = "dia_de_la_mujer"
    case teachersDay = "dia_del_maestro"
    case saintJohn = "san_juan"
    case carmen = "virgen_del_carmen"
    case allSouls = "dia_de_los_difuntos"
    case candles = "velitas"
    case novenas
  }

  static let allCases = Holiday.allCases.map(Feast.holiday) + Noted.allCases.map(Feast.noted)

  var key: String {
    switch self {
    case .holiday(let holiday): holiday.rawValue
    case .noted(let noted): noted.rawValue
    }
  }

  /// When it is in `year`.
  func days(in year: Int) -> ClosedRange<Day>? {
    switch self {
    case .holiday(let holiday): holiday.day(in: year).map { $0...$0 }
    case .noted(let noted): noted.days(in: year)
    }
  }
}

extension Feast.Noted {
  fileprivate func days(in year: Int) -> ClosedRange<Day>? {
    func fixed(_ month: Int, _ day: Int) -> ClosedRange<Day>? {
      Day(year: year, month: month, day: day).map { $0...$0 }
    }
    func sunday(_ count: Int, of month: Int) -> Day {
      Month(year: year, number: month).first.next(.sunday).advanced(by: 7 * (count - 1))
    }
    func beforeEaster(_ days: Int) -> ClosedRange<Day>? {
      Holiday.goodFriday.day(in: year).map {
        $0.advanced(by: 2 - days)...$0.advanced(by: 2 - days)
      }
    }
    return switch self {
    case .holyWeek:
      Holiday.goodFriday.day(in: year).map { $0.advanced(by: -5)...$0.advanced(by: 2) }
    case .palmSunday: beforeEaster(7)
    case .holyMonday: beforeEaster(6)
    case .holyTuesday: beforeEaster(5)
    case .holyWednesday: beforeEaster(4)
    case .holySaturday: beforeEaster(1)
    case .easter: beforeEaster(0)
    case .mothersDay: sunday(2, of: 5)...sunday(2, of: 5)
    case .fathersDay: sunday(3, of: 6)...sunday(3, of: 6)
    // The third Saturday.
    case .friendship:
      Month(year: year, number: 9).first.next(.saturday).advanced(
        by: 14)...Month(
          year: year, number: 9
        ).first.next(.saturday).advanced(by: 14)
    case .halloween: fixed(10, 31)
    case .christmasEve: fixed(12, 24)
    case .innocents: fixed(12, 28)
    case .newYearsEve: fixed(12, 31)
    case .ashWednesday: beforeEaster(46)
    case .womensDay: fixed(3, 8)
    case .teachersDay: fixed(5, 15)
    case .saintJohn: fixed(6, 24)
    case .carmen: fixed(7, 16)
    case .allSouls: fixed(11, 2)
    case .candles: fixed(12, 7)
    case .novenas:
      fixed(12, 16).map { $0.lowerBound...$0.lowerBound.advanced(by: 8) }
    }
  }
}
