public import AssignmentCore
public import CounselMatch

extension FlowProblem {
  /// Reads a minimum-cost flow problem in DIMACS form (`.min`, `.dmx`): lines `c`, `p min NODES ARCS`, `n ID SUPPLY`,
  /// `a TAIL HEAD LOW CAPACITY COST`, nodes from 1.
  ///
  /// Capacities too large for exact arithmetic stand for "no limit" and are cut to what an optimal flow can need; arcs
  /// that begin and end at one node are fixed at their better bound (`DimacsNetwork`).
  ///
  /// - Throws: a fault with its line: `dimacs.line`, `dimacs.problem`, `dimacs.node`, `dimacs.count`, `number.format`,
  ///   `number.range`, `flow.unbalanced`, `flow.bounds`, `flow.amountRange`, `flow.costRange`, `flow.unbounded`.
  /// - Complexity: O(bytes); O(nodes × arcs) at worst where unlimited arcs have negative costs.
  public init(dimacs bytes: [UInt8], file: String) throws(InvalidInput) {
    var reader = DimacsReader(bytes)
    var network: DimacsNetwork
    do {
      network = try reader.read()
    } catch {
      throw InvalidInput(faults: [Self.fault(error.code, line: reader.line(of: error.offset), file: file)])
    }
    do {
      try network.limitCapacities()
      self = try network.problem()
    } catch {
      throw InvalidInput(
        faults: error.faults.prefix(1).map { fault in
          Self.fault(
            fault.code, line: fault.index.map { reader.line(ofFault: fault.code, index: $0) }, file: file)
        })
    }
  }

  private static func fault(_ code: String, line: Int?, file: String) -> InputFault {
    let rule =
      switch code {
      case "dimacs.line": "Lines begin with c, p, n or a and hold the numbers of their kind."
      case "dimacs.problem": "One line p min NODES ARCS stands before all n and a lines."
      case "dimacs.node": "Nodes are numbered from 1 to the number on the p line; a node has one n line at most."
      case "dimacs.count": "There must be as many a lines as the p line says."
      case "number.format": "Numbers are decimal integers."
      case "number.range": "Numbers must fit 64 bits."
      case "flow.unbalanced": "Supplies and demands must add up to 0."
      case "flow.bounds": "0 ≤ LOW ≤ CAPACITY must hold."
      case "flow.amountRange": "Supplies and lower bounds may be at most 2^40."
      case "flow.unbounded": "A cycle of unlimited arcs has a negative cost, so no flow is the cheapest."
      // flow.costRange
      default: "The total cost must fit 62 bits."
      }
    return InputFault(code: code, file: file, row: line, rule: rule, remedy: "Correct the line.")
  }
}

/// Line by line from bytes to a network.
private struct DimacsReader {
  private var cursor: ByteCursor
  private var network = DimacsNetwork()
  private var declaredArcs: Int?
  private var hasSupply: [Bool] = []
  private let bytes: [UInt8]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    cursor = ByteCursor(bytes)
  }

  func line(of offset: Int) -> Int { cursor.line(of: offset) }

  mutating func read() throws(ScanFault) -> DimacsNetwork {
    while true {
      cursor.skipSpace()
      if cursor.isAtEnd { break }
      let start = cursor.offset
      let kind = cursor.byte
      cursor.advance()
      if kind == 0x63 {
        cursor.skipLine()
        continue
      }
      guard cursor.byte == 0x20 || cursor.byte == 0x09 else { throw ScanFault(code: "dimacs.line", offset: start) }
      guard (kind == 0x70) == (declaredArcs == nil) else { throw ScanFault(code: "dimacs.problem", offset: start) }
      switch kind {
      case 0x70: try problemLine(start)
      case 0x6E: try nodeLine(start)
      case 0x61: try arcLine(start)
      default: throw ScanFault(code: "dimacs.line", offset: start)
      }
      cursor.skipBlanks()
      guard cursor.isAtEnd || cursor.byte == 0x0A || cursor.byte == 0x0D else {
        throw ScanFault(code: "dimacs.line", offset: start)
      }
    }
    guard let declaredArcs else { throw ScanFault(code: "dimacs.problem", offset: cursor.offset) }
    guard declaredArcs == network.tails.count else { throw ScanFault(code: "dimacs.count", offset: cursor.offset) }
    return network
  }

  private mutating func number() throws(ScanFault) -> Int64 {
    cursor.skipBlanks()
    return try cursor.integer()
  }

  private mutating func problemLine(_ start: Int) throws(ScanFault) {
    cursor.skipBlanks()
    for letter in "min".utf8 {
      guard cursor.byte == letter else { throw ScanFault(code: "dimacs.problem", offset: start) }
      cursor.advance()
    }
    let nodes = try number()
    let arcs = try number()
    // Nodes without lines of their own are allowed, but not many more of them than the file has bytes; an arc takes at
    // least eleven bytes. So a promise beyond the file is refused before memory is reserved.
    guard nodes >= 0, nodes <= Int64(max(bytes.count, 1 << 20)), nodes < Int64(Int32.max) / 4, arcs >= 0 else {
      throw ScanFault(code: "dimacs.problem", offset: start)
    }
    guard arcs <= Int64(bytes.count / 11 + 1) else { throw ScanFault(code: "dimacs.count", offset: start) }
    declaredArcs = Int(arcs)
    network = DimacsNetwork(nodes: Int(nodes), arcs: Int(arcs))
    hasSupply = [Bool](repeating: false, count: Int(nodes))
  }

  private mutating func nodeIndex(_ start: Int) throws(ScanFault) -> Int {
    let node = try number()
    guard node >= 1, node <= Int64(network.supplies.count) else { throw ScanFault(code: "dimacs.node", offset: start) }
    return Int(node) - 1
  }

  private mutating func nodeLine(_ start: Int) throws(ScanFault) {
    let node = try nodeIndex(start)
    if hasSupply[node] { throw ScanFault(code: "dimacs.node", offset: start) }
    hasSupply[node] = true
    network.supplies[node] = try number()
  }

  private mutating func arcLine(_ start: Int) throws(ScanFault) {
    network.tails.append(Int32(try nodeIndex(start)))
    network.heads.append(Int32(try nodeIndex(start)))
    network.lowers.append(try number())
    network.uppers.append(try number())
    network.costs.append(try number())
  }

  /// The line of an arc or of a node's supply, found by reading again; faults about nodes carry a node's index.
  func line(ofFault code: String, index: Int) -> Int {
    let wanted: UInt8 = code == "flow.amountRange" ? 0x6E : 0x61
    var again = ByteCursor(bytes)
    var (arc, found) = (0, 0)
    while found == 0, !again.isAtEnd {
      again.skipSpace()
      let start = again.offset
      if again.byte == wanted {
        again.advance()
        again.skipBlanks()
        let isIt = wanted == 0x61 ? arc == index : (try? again.integer()) == Int64(index + 1)
        if isIt { found = again.line(of: start) }
        arc += 1
      }
      again.skipLine()
    }
    return found
  }
}
