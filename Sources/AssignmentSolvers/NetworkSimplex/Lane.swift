/// A fixed number of trivial values, read and written without bounds checks in release builds.
///
/// The only unsafe code of the simplex. Every index that reaches a lane is a node number or arc position that the
/// engine made itself (nothing of the caller's is used as an index before the problem was validated); debug builds
/// assert it. The lane owns its memory, cannot be copied, and frees it at the end of its life.
@safe struct Lane<Element: BitwiseCopyable>: ~Copyable {
  private let base: UnsafeMutablePointer<Element>
  let count: Int

  init(repeating element: Element, count: Int) {
    self.count = count
    unsafe base = UnsafeMutablePointer<Element>.allocate(capacity: max(count, 1))
    unsafe base.initialize(repeating: element, count: count)
  }

  /// The values of another lane, and behind them more of `element`.
  init(_ other: borrowing Lane<Element>, extendedTo count: Int, with element: Element) {
    self.count = max(count, other.count)
    unsafe base = UnsafeMutablePointer<Element>.allocate(capacity: max(self.count, 1))
    unsafe base.initialize(from: other.base, count: other.count)
    unsafe (base + other.count).initialize(repeating: element, count: self.count - other.count)
  }

  deinit { unsafe base.deallocate() }

  /// For loads and stores of several elements at once; what is touched must lie in `0 ..< count`.
  @inline(__always) func withBase<T>(_ body: (UnsafeMutablePointer<Element>) -> T) -> T { unsafe body(base) }

  @inline(__always) subscript(index: Int) -> Element {
    get {
      assert(index >= 0 && index < count)
      return unsafe base[index]
    }
    nonmutating set {
      assert(index >= 0 && index < count)
      unsafe base[index] = newValue
    }
  }

  @inline(__always) subscript(index: Int32) -> Element {
    get { self[Int(index)] }
    nonmutating set { self[Int(index)] = newValue }
  }

  @inline(__always) func swapAt(_ first: Int, _ second: Int) {
    let kept = self[first]
    self[first] = self[second]
    self[second] = kept
  }
}
