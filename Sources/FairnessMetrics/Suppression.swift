// Rule: a number of people from 1 to k − 1 must not be shown, nor follow from what is shown (k = suppressBelow).
// Every metric gives, for each group of a partition, the counts that its value would tell: people, served and unserved for
// rates, the people described for medians and extremes.
// Primary: a group is hidden where one of its counts is small (1 … k − 1).
// Complementary: what the hidden groups have together follows from the total. So the smallest group that is still shown is
// hidden too while only one group is hidden, or while one of the counts, summed over the hidden, is small. With everything
// hidden the total is all that is known.
// Numbers of people beside a value are withheld wherever the served rate of the group is.
// Cannot: see what two partitions, two results or two days give away together; the interval audit of whole reports is
// not part of this rule.
// Reference: CMS cell size policy (resdac.org, 26 Jan 2024); FCSM Statistical Policy Working Paper 22 (2005).

/// Which groups of a partition are withheld.
struct Suppression {
  /// Counts below this, but not 0, are small; 1 or less withholds nothing.
  let threshold: Int

  func isSmall(_ count: Int) -> Bool { count >= 1 && count < threshold }

  /// - Parameters:
  ///   - counts: for each group the counts that add up over groups; the first is the group's size for this metric.
  ///   - others: for each group further counts that must not be small; empty for none.
  /// - Returns: for each group whether it is withheld.
  func hidden(counts: [[Int]], others: [[Int]] = []) -> [Bool] {
    var hidden = counts.indices.map { group in
      counts[group].contains(where: isSmall) || (group < others.count && others[group].contains(where: isSmall))
    }
    while let first = hidden.firstIndex(of: true) {
      let members = counts.indices.filter { hidden[$0] }
      let sums = counts[first].indices.map { part in members.reduce(0) { $0 + counts[$1][part] } }
      guard members.count == 1 || sums.contains(where: isSmall) else { break }
      // A group without anybody protects nobody.
      let shown = counts.indices.filter { !hidden[$0] && counts[$0][0] > 0 }
      guard let next = shown.min(by: { counts[$0][0] < counts[$1][0] }) else { break }
      hidden[next] = true
    }
    return hidden
  }
}
