// swift-tools-version: 6.2

import PackageDescription

// A package of its own, so that whoever imports the library never resolves what benchmarks need.
let package = Package(
  name: "PairwrightBenchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "Pairwright", path: "..")],
  targets: [
    .executableTarget(
      name: "dense-benchmark",
      dependencies: [.product(name: "LinearAssignment", package: "Pairwright")],
      path: "Sources/DenseBenchmark"),
    .executableTarget(
      name: "quota-benchmark",
      dependencies: [.product(name: "LinearAssignment", package: "Pairwright")],
      path: "Sources/QuotaBenchmark"),
    .executableTarget(
      name: "capacity-benchmark",
      dependencies: [.product(name: "LinearAssignment", package: "Pairwright")],
      path: "Sources/CapacityBenchmark"),
    .executableTarget(
      name: "generalised-assignment-benchmark",
      dependencies: [.product(name: "LinearAssignment", package: "Pairwright")],
      path: "Sources/GeneralisedAssignmentBenchmark"),
    .executableTarget(
      name: "dense-fuzz",
      dependencies: [.product(name: "LinearAssignment", package: "Pairwright")],
      path: "Sources/DenseFuzz"),
    .executableTarget(
      name: "answers-benchmark",
      dependencies: [.product(name: "LinearAssignment", package: "Pairwright")],
      path: "Sources/AnswersBenchmark"),
    .executableTarget(
      name: "sparse-benchmark",
      dependencies: [.product(name: "LinearAssignment", package: "Pairwright")],
      path: "Sources/SparseBenchmark"),
    .executableTarget(
      name: "on-demand-benchmark",
      dependencies: [.product(name: "LinearAssignment", package: "Pairwright")],
      path: "Sources/OnDemandBenchmark"),
  ],
  swiftLanguageModes: [.v6]
)
