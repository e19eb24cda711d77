/// Reads every entry once and returns the least: the unit in which solves are measured.
func leastEntry(_ entries: UnsafeMutableBufferPointer<Double>) -> Double {
  guard let base = entries.baseAddress else { return .infinity }
  let memory = UnsafeRawPointer(base)
  func pair(_ index: Int) -> SIMD2<Double> {
    memory.loadUnaligned(fromByteOffset: index &* 8, as: SIMD2<Double>.self)
  }
  func lower(_ first: inout SIMD2<Double>, _ second: SIMD2<Double>) {
    first = first.replacing(with: second, where: second .< first)
  }
  var first = SIMD2<Double>(repeating: .infinity)
  var second = first
  var third = first
  var fourth = first
  var index = 0
  while index &+ 8 <= entries.count {
    lower(&first, pair(index))
    lower(&second, pair(index &+ 2))
    lower(&third, pair(index &+ 4))
    lower(&fourth, pair(index &+ 6))
    index &+= 8
  }
  lower(&first, second)
  lower(&third, fourth)
  lower(&first, third)
  var least = min(first.x, first.y)
  while index < entries.count {
    least = min(least, base[index])
    index &+= 1
  }
  return least
}
