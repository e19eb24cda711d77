#if GLPK

internal import LinearAssignment

/// Turns an integer program into models for GLPK.
struct GLPKModelBuilder {
  /// GLPK compares objectives with a relative tolerance of 1e-7; larger sums are scaled down, and
  /// GLPK then only proposes.
  private static let largestCostSum = 1e7

  private let base: GLPKModel
  /// What an objective of GLPK must be multiplied by to be a value of the program.
  let costScale: Double

  init(_ program: IntegerProgram) {
    var scale = Double(program.costDivisor)
    let sum = program.costs.reduce(0.0) { $0 + abs(Double($1)) }
    while sum / scale > Self.largestCostSum { scale *= 2 }
    costScale = scale
    let costs = program.costs.map { Double($0) / scale }
    var model = GLPKModel(
      needsIntegers: false, costs: costs,
      columnLower: [Double](repeating: 0, count: costs.count),
      columnUpper: [Double](repeating: 1, count: costs.count),
      rowLower: program.rows.map { $0.minimum.map { Double($0) } ?? -.infinity },
      rowUpper: program.rows.map { $0.maximum.map { Double($0) } ?? .infinity },
      elementRows: [], elementColumns: [], elements: [])
    for (index, row) in program.rows.enumerated() {
      for term in row.terms {
        model.elementRows.append(Int32(index))
        model.elementColumns.append(Int32(term.column))
        model.elements.append(Double(term.coefficient))
      }
    }
    base = model
  }

  /// The whole program.
  var integerModel: GLPKModel {
    var model = base
    model.needsIntegers = true
    return model
  }

  /// The linear relaxation in which some columns are decided, and the columns that it has.
  ///
  /// Columns decided against are left out: late in a search these are nearly all.
  func relaxation(decided: [Bool?]) -> (model: GLPKModel, columns: [Int]) {
    let columns = decided.indices.filter { decided[$0] != false }
    var place = [Int32](repeating: -1, count: decided.count)
    for (index, column) in columns.enumerated() { place[column] = Int32(index) }
    var model = base
    model.costs = columns.map { base.costs[$0] }
    model.columnLower = columns.map { decided[$0] == true ? 1 : 0 }
    model.columnUpper = [Double](repeating: 1, count: columns.count)
    let kept = base.elements.indices.filter { place[Int(base.elementColumns[$0])] >= 0 }
    model.elementRows = kept.map { base.elementRows[$0] }
    model.elementColumns = kept.map { place[Int(base.elementColumns[$0])] }
    model.elements = kept.map { base.elements[$0] }
    return (model, columns)
  }

  /// The relaxation in which rows may be broken and only that costs: its duals show why there is
  /// no solution. (GLPK's own rays are known to end in failed assertions.)
  func elastic(_ relaxation: GLPKModel) -> GLPKModel {
    var model = relaxation
    model.costs = [Double](repeating: 0, count: model.costs.count)
    for row in model.rowLower.indices {
      for (bound, direction) in [(model.rowLower[row], 1.0), (model.rowUpper[row], -1.0)]
      where bound.isFinite {
        model.elementRows.append(Int32(row))
        model.elementColumns.append(Int32(model.costs.count))
        model.elements.append(direction)
        model.costs.append(1)
        model.columnLower.append(0)
        model.columnUpper.append(.infinity)
      }
    }
    return model
  }
}

#endif
