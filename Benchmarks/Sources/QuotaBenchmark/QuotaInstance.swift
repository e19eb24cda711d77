import Foundation
import LinearAssignment

/// An instance of peers/pair_quota_instances.py.
struct QuotaInstance {
  /// A quota on a kind of pairs.
  struct Quota {
    let isMember: (_ junior: Int, _ senior: Int) -> Bool
    let minimum: Int64
    let maximum: Int64
  }

  let size: Int
  /// Costs by junior, then senior; nil for a forbidden pair.
  let costs: [Int64?]
  let quotas: [Quota]
  /// People of the same department and group count alike.
  let juniorClasses: PersonClasses
  let seniorClasses: PersonClasses

  /// Reads a file; nil when it is not of the form described in pair_quota_instances.py.
  init?(path: String) {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return nil }
    var lines = text.split(whereSeparator: \.isNewline)[...]
    func numbers() -> [Int]? {
      lines.popFirst().map { $0.split(separator: " ").compactMap { Int($0) } }
    }
    guard let head = numbers(), head.count == 2 else { return nil }
    let size = head[0]
    var costs: [Int64?] = []
    for _ in 0..<size {
      guard let cells = lines.popFirst()?.split(separator: " "), cells.count == size else {
        return nil
      }
      costs += cells.map { Int64($0) }
    }
    guard let juniorDepartments = numbers(), let seniorDepartments = numbers(),
      let juniorGroups = numbers(), let seniorGroups = numbers()
    else { return nil }
    var quotas: [Quota] = []
    for line in lines {
      let words = line.split(separator: " ")
      let values = words.compactMap { Int($0) }
      guard values.count >= 2 else { return nil }
      let isMember: (Int, Int) -> Bool
      switch words[0] {
      case "same-department":
        isMember = { juniorDepartments[$0] == seniorDepartments[$1] }
      case "cross-group":
        isMember = { juniorGroups[$0] != seniorGroups[$1] }
      case "departments" where values.count == 4:
        isMember = {
          juniorDepartments[$0] == values[0] && seniorDepartments[$1] == values[1]
        }
      default: return nil
      }
      quotas.append(
        Quota(
          isMember: isMember, minimum: Int64(values[values.count - 2]),
          maximum: Int64(values[values.count - 1])))
    }
    guard quotas.count == head[1] else { return nil }
    self.size = size
    self.costs = costs
    self.quotas = quotas
    juniorClasses = PersonClasses(juniorDepartments, juniorGroups)
    seniorClasses = PersonClasses(seniorDepartments, seniorGroups)
  }

  /// Everybody is matched once, under the quotas.
  func problem() throws -> ConstrainedAssignmentProblem<DenseCosts> {
    let once = [DegreeBounds](repeating: DegreeBounds(minimum: 1, maximum: 1), count: size)
    return ConstrainedAssignmentProblem(
      costs: try DenseCosts(
        rows: (0..<size).map { Array(costs[$0 * size..<($0 + 1) * size]) }),
      rows: once, columns: once,
      constraints: quotas.map { quota in
        LinearConstraint(
          LinearForm(table: table(quota)),
          minimum: quota.minimum == 0 ? nil : quota.minimum,
          maximum: quota.maximum == Int64(size) ? nil : quota.maximum)
      })
  }

  private func table(_ quota: Quota) -> LinearForm.ClassTable {
    LinearForm.ClassTable(
      rowClasses: juniorClasses.classes, columnClasses: seniorClasses.classes,
      columnClassCount: seniorClasses.members.count,
      values: juniorClasses.members.flatMap { junior in
        seniorClasses.members.map { quota.isMember(junior, $0) ? 1 : 0 }
      })
  }
}

/// People by department and group.
struct PersonClasses {
  /// The class of each person.
  let classes: [Int]
  /// One person of each class.
  let members: [Int]

  init(_ departments: [Int], _ groups: [Int]) {
    var classOfKind: [[Int]: Int] = [:]
    var members: [Int] = []
    classes = departments.indices.map { person in
      let kind = [departments[person], groups[person]]
      if let known = classOfKind[kind] { return known }
      classOfKind[kind] = members.count
      members.append(person)
      return members.count - 1
    }
    self.members = members
  }
}
