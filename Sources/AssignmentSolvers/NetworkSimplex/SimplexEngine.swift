/// The primal network simplex method on a strongly feasible spanning tree.
///
/// Problem: minimum-cost flow on a network with one root; costs are replaced between levels, the flow stays.
/// Formulation: reduced cost of t → h is cost + π(t) − π(h); costs are negative scores, so π is the worth of one more
/// unit at a node, as in `DualPrices`. The root is the last node and has potential 0.
/// Invariants:
/// - every node but the root hangs by one tree arc; tree arcs have reduced cost 0;
/// - *strongly feasible*: every tree arc without flow points to the root, every full one away from it, so one more
///   unit could go from any node to the root; with the last blocking arc of the cycle leaving (Cunningham 1976) no
///   sequence of degenerate pivots can cycle, whatever arc enters;
/// - arcs outside the tree are empty (state 1) or full (state −1); the flow of tree arcs is kept at their lower nodes, as
///   what more would fit up and down, so that walking a cycle touches no arc;
/// - arcs at positions `0 ..< active` are priced; behind them lie those that the face rule froze, and artificial arcs.
/// Entering arc: the best of a block of about 0.3 × √arcs arcs (`blockFactor`), blocks taken in turn; of very many arcs only
/// those that matter are priced so (see `sift`).
/// Deviations: arcs of capacity 0 are never made; costs are changed level by level instead of being weighted.
/// Complexity: a pivot costs a block, the cycle and the moved subtree; their number has no polynomial bound, and is a
/// small multiple of the nodes in practice. It has no warm start and prices on one thread.
/// References: W. H. Cunningham, A network simplex method, Mathematical Programming 11 (1976) 105–116; P. Kovács,
/// Minimum-cost flow algorithms: an experimental evaluation, Optimization Methods and Software 30 (2015) 94–127.
struct SimplexEngine: ~Copyable {
  let nodeCount: Int
  var arcCount = 0
  /// Arcs at positions before this one are priced.
  var active = 0
  /// Where the next block of pricing begins.
  var position = 0
  /// From so many active arcs on a level is sifted.
  var siftedFrom = 1 << 20
  /// Arcs that violate their condition by no more than this are passed over.
  var tolerance: Int64 = 0
  /// A level is left unfinished where in a pass over all arcs only one block in so many brought a pivot; 0: never.
  var leastPivots = 0
  var isUnfinished = false
  /// A block of pricing is so many times √arcs.
  ///
  /// Larger blocks scan more arcs than they save pivots, smaller ones the other way round; where subtrees are large,
  /// pivots cost most.
  var blockFactor = 0.3
  /// Nodes are renumbered after so many pivots; 0: never.
  var renumberAfter = 0
  var renumberedAt = 0
  /// Counts of pivots and scanned arcs at which the limits are looked at again.
  var (nextPivots, nextScan) = (0, 0)

  // One entry per arc.
  var tail: Lane<Int32>
  var head: Lane<Int32>
  private(set) var cost: Lane<Int64>
  private(set) var upper: Lane<Int64>
  /// Out of date for tree arcs while a level is being solved.
  private(set) var flow: Lane<Int64>
  /// 1: empty, outside the tree; −1: full, outside the tree; 0: in the tree.
  private(set) var state: Lane<Int8>
  /// The caller's number for the arc; positions change when arcs are frozen.
  private(set) var label: Lane<Int32>

  // One entry per node.
  var potential: Lane<Int64>
  var parent: Lane<Int32>
  /// The tree arc to the parent.
  var arc: Lane<Int32>
  /// Whether that arc points to the parent.
  var pointsUp: Lane<Bool>
  /// How much more flow from the node to its parent the tree arc takes, and from the parent to the node.
  var upRoom: Lane<Int64>
  var downRoom: Lane<Int64>
  /// Next and previous node in preorder, a ring through the root.
  var next: Lane<Int32>
  var previous: Lane<Int32>
  /// Number of nodes in the subtree, the node included.
  var size: Lane<Int32>
  /// Last node of the subtree in preorder.
  var last: Lane<Int32>

  /// The node of each number that the caller uses, and back; see `renumber`.
  var nodeOf: Lane<Int32>
  var original: Lane<Int32>

  var pivots = 0
  var degeneratePivots = 0
  var scannedArcs = 0

  var root: Int { nodeCount - 1 }

  /// An engine without arcs.
  ///
  /// - Parameters:
  ///   - nodes: all nodes, the root included.
  ///   - arcs: how many arcs will be added at most.
  init(nodes: Int, arcs: Int) {
    nodeCount = nodes
    tail = Lane(repeating: 0, count: arcs)
    head = Lane(repeating: 0, count: arcs)
    cost = Lane(repeating: 0, count: arcs)
    upper = Lane(repeating: 0, count: arcs)
    flow = Lane(repeating: 0, count: arcs)
    state = Lane(repeating: 1, count: arcs)
    label = Lane(repeating: 0, count: arcs)
    potential = Lane(repeating: 0, count: nodes)
    parent = Lane(repeating: -1, count: nodes)
    arc = Lane(repeating: -1, count: nodes)
    pointsUp = Lane(repeating: true, count: nodes)
    upRoom = Lane(repeating: 0, count: nodes)
    downRoom = Lane(repeating: 0, count: nodes)
    next = Lane(repeating: 0, count: nodes)
    previous = Lane(repeating: 0, count: nodes)
    size = Lane(repeating: 1, count: nodes)
    last = Lane(repeating: 0, count: nodes)
    nodeOf = Lane(repeating: 0, count: nodes)
    original = Lane(repeating: 0, count: nodes)
    for number in 0..<nodes { (nodeOf[number], original[number]) = (Int32(number), Int32(number)) }
  }

  /// More than can ever flow.
  static var unbounded: Int64 { .max / 4 }

  /// Makes room for so many arcs in all, and for half as many more where there was too little.
  mutating func reserve(arcs: Int) {
    guard arcs > tail.count else { return }
    let count = arcs + arcs / 2
    tail = Lane(tail, extendedTo: count, with: 0)
    head = Lane(head, extendedTo: count, with: 0)
    cost = Lane(cost, extendedTo: count, with: 0)
    upper = Lane(upper, extendedTo: count, with: 0)
    flow = Lane(flow, extendedTo: count, with: 0)
    state = Lane(state, extendedTo: count, with: 1)
    label = Lane(label, extendedTo: count, with: 0)
  }

  /// Adds an empty arc of positive capacity, and returns its position.
  @discardableResult
  mutating func addArc(_ from: Int, _ to: Int, upper limit: Int64, label number: Int32) -> Int {
    let added = arcCount
    (tail[added], head[added]) = (nodeOf[from], nodeOf[to])
    flow[added] = 0
    state[added] = 1
    upper[added] = limit
    label[added] = number
    arcCount += 1
    return added
  }

  /// Hangs `node` from the other end of an arc that carries `amount`.
  func hang(_ node: Int, by added: Int, carrying amount: Int64) {
    let child = Int32(truncatingIfNeeded: node)
    parent[node] = tail[added] == child ? head[added] : tail[added]
    flow[added] = amount
    state[added] = 0
    takeTreeArc(child, Int32(truncatingIfNeeded: added))
  }

  /// Makes an arc, with the flow it has, the one by which `node` hangs.
  func takeTreeArc(_ node: Int32, _ added: Int32) {
    let up = tail[added] == node
    let (used, rest) = (flow[added], upper[added] - flow[added])
    arc[node] = added
    pointsUp[node] = up
    upRoom[node] = up ? rest : used
    downRoom[node] = up ? used : rest
  }

  /// What a finished or stopped solve cost.
  var counters: [(name: String, value: Int)] {
    [("pivots", pivots), ("scanned-arcs", scannedArcs), ("degenerate-pivots", degeneratePivots)]
  }
}
