/// A span of time that comes every week, in the person's local time.
public struct WeeklySlot: Sendable, Hashable {
  /// The day, 0 for Monday to 6 for Sunday.
  public var weekday: Int
  /// Minutes after local midnight at which the slot begins, 0 to 1,439.
  public var start: Int
  /// Minutes after local midnight at which it ends, greater than `start`, at most 1,440.
  public var end: Int

  /// Makes a slot.
  public init(weekday: Int, start: Int, end: Int) {
    self.weekday = weekday
    self.start = start
    self.end = end
  }
}
