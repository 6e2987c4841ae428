import CKMeansKernels
import Testing

@testable import KMeansCore

@Suite struct KernelsTests {
  @Test func everySetHasAName() throws {
    #expect(Kernels.all.first?.name == "scalar")
    #expect(Kernels.all.last?.name == Kernels.best.name)
    for kernels in Kernels.all {
      let named = try #require(Kernels.named(kernels.name))
      #expect(named.name == kernels.name)
      #expect(named.panelWidth == kernels.panelWidth)
      #expect(try Kernels.selected(environment: kernels.name).name == kernels.name)
    }
    #expect(Kernels.named("sse9") == nil)
  }

  @Test func nothingAskedForIsTheBest() throws {
    #expect(try Kernels.selected(environment: nil).name == Kernels.best.name)
    #expect(try Kernels.selected(environment: "").name == Kernels.best.name)
  }

  @Test func unknownSetsAreRefusedWithTheKnownNames() {
    let error = #expect(throws: KernelError.self) {
      try Kernels.selected(environment: "AVX")
    }
    guard case .unknown("AVX", let known)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(Set(known) == ["scalar", "avx2", "avx512", "avx512vnni", "neon", "neondot"])
    #expect("\(KernelError.unknown("AVX", known: ["a", "b"]))".hasSuffix("(known: a, b)"))
  }

  @Test func setsOfOtherMachinesAreUnsupported() {
    #if arch(x86_64)
      let foreign = "neon"
    #else
      let foreign = "avx2"
    #endif
    #expect(throws: KernelError.unsupported(foreign)) {
      try Kernels.selected(environment: foreign)
    }
    #expect("\(KernelError.unsupported(foreign))".contains(foreign))
  }

  @Test func theListEnds() {
    #expect(kmeans_kernels_at(1000).name == nil)
    #expect(kmeans_kernels_at(-1).name == nil)
    #expect(kmeans_kernels_named("") == nil)
  }
}
