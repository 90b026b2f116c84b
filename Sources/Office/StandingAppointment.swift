package import Domain

/// An appointment to come, with what is needed to call about it.
package struct StandingAppointment: Hashable, Sendable {
  package let code: AppointmentCode
  package let point: PointOfContact
  package let slot: SlotStart
  package let created: Moment
  package let name: String
  package let mobile: Mobile

  package init(
    code: AppointmentCode, point: PointOfContact, slot: SlotStart, created: Moment, name: String,
    mobile: Mobile
  ) {
    self.code = code
    self.point = point
    self.slot = slot
    self.created = created
    self.name = name
    self.mobile = mobile
  }
}
