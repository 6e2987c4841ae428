import Synchronization
import Testing

@testable import KMeansABI

/// Threads that take and end handles side by side never get one twice.
struct HandleTableTests {
  private final class Count: Sendable {
    let value = Atomic<Int>(0)
    func increase() { value.wrappingAdd(1, ordering: .relaxed) }
  }

  @Test func threadsShareTheTable() async {
    let wrong = Count()
    await withTaskGroup { group in
      for number in 0..<8 {
        group.addTask {
          let object = UnsafeMutableRawPointer(bitPattern: (number + 1) * 64)!
          var mine: [UInt] = []
          for round in 0..<4_000 {
            mine.append(HandleTable.insert(object, .stop))
            guard round % 3 > 0, let handle = mine.popLast() else { continue }
            let isMine =
              HandleTable.object(of: handle) == object && HandleTable.remove(handle) == object
            if !isMine || HandleTable.remove(handle) != nil {
              wrong.increase()
            }
          }
          for handle in mine where HandleTable.remove(handle) != object {
            wrong.increase()
          }
        }
      }
    }
    #expect(wrong.value.load(ordering: .relaxed) == 0)
  }

  @Test func numbersThatAreNoHandles() {
    let object = UnsafeMutableRawPointer(bitPattern: 64)!
    let handle = HandleTable.insert(object, .data)
    #expect(HandleTable.kind(of: handle) == .data)
    // Other places may have handles of their own.
    for bit in 28..<UInt.bitWidth {
      #expect(HandleTable.object(of: handle ^ 1 << UInt(bit)) == nil)
      #expect(HandleTable.remove(handle ^ 1 << UInt(bit)) == nil)
    }
    #expect(HandleTable.object(of: 0) == nil)
    #expect(HandleTable.object(of: .max) == nil)
    #expect(HandleTable.remove(handle) == object)
    #expect(HandleTable.object(of: handle) == nil)
  }
}
