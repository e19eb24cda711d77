// swift-tools-version: 6.2

import PackageDescription

let package = Package(
  name: "Pairwright",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "Pairwright", targets: ["Pairwright", "PairwrightIO"]),
    .library(name: "LinearAssignment", targets: ["LinearAssignment"]),
    .library(name: "PairwrightGLPK", targets: ["PairwrightGLPK"]),
    .executable(name: "pairwright", targets: ["PairwrightCLI"]),
  ],
  traits: [
    .trait(
      name: "GLPK",
      description: "Adds the GLPK solver; needs libglpk, and the binary falls under the GPL."),
    .default(enabledTraits: []),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    .systemLibrary(name: "CGLPK", providers: [.apt(["libglpk-dev"]), .brew(["glpk"])]),
    .target(
      name: "CGLPKShim",
      dependencies: [.target(name: "CGLPK", condition: .when(traits: ["GLPK"]))],
      cSettings: [.define("GLPK", .when(traits: ["GLPK"]))],
      linkerSettings: [.linkedLibrary("glpk", .when(traits: ["GLPK"]))]),
    .target(name: "LinearAssignment"),
    .target(name: "Pairwright", dependencies: ["LinearAssignment"]),
    .target(
      name: "PairwrightIO",
      dependencies: [
        "Pairwright",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "Mustache", package: "swift-mustache"),
        .product(name: "Yams", package: "Yams"),
      ]),
    .target(
      name: "PairwrightGLPK",
      dependencies: [
        "LinearAssignment", .target(name: "CGLPKShim", condition: .when(traits: ["GLPK"])),
      ]),
    .target(name: "PairwrightStudy", dependencies: ["LinearAssignment", "Pairwright"]),
    .executableTarget(
      name: "PairwrightCLI",
      dependencies: [
        "LinearAssignment",
        "Pairwright",
        "PairwrightIO",
        "PairwrightStudy",
        .target(name: "PairwrightGLPK", condition: .when(traits: ["GLPK"])),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .target(
      name: "_PairwrightTestSupport", dependencies: [],
      path: "Tests/_PairwrightTestSupport"),
    .target(
      name: "_PairwrightConformance", dependencies: ["Pairwright", "_PairwrightTestSupport"],
      path: "Tests/_PairwrightConformance"),
    .testTarget(
      name: "LinearAssignmentTests", dependencies: ["LinearAssignment", "_PairwrightTestSupport"]),
    .testTarget(
      name: "PairwrightTests",
      dependencies: [
        "LinearAssignment", "Pairwright", "_PairwrightConformance", "_PairwrightTestSupport",
      ]),
    .testTarget(
      name: "PairwrightIOTests",
      dependencies: ["LinearAssignment", "Pairwright", "PairwrightIO", "_PairwrightTestSupport"]),
    .testTarget(
      name: "PairwrightGLPKTests",
      dependencies: [
        "LinearAssignment", "Pairwright", "PairwrightGLPK", "_PairwrightConformance",
        "_PairwrightTestSupport",
      ]),
    .testTarget(
      name: "PairwrightStudyTests",
      dependencies: ["LinearAssignment", "Pairwright", "PairwrightIO", "PairwrightStudy"]),
    .testTarget(
      name: "PairwrightCLITests", dependencies: ["PairwrightCLI", "_PairwrightTestSupport"]),
  ],
  swiftLanguageModes: [.v6]
)

for target in package.targets where target.type != .system {
  target.swiftSettings =
    (target.swiftSettings ?? []) + [
      .enableUpcomingFeature("ExistentialAny"),
      .enableUpcomingFeature("MemberImportVisibility"),
      .enableUpcomingFeature("InternalImportsByDefault"),
    ]
}
