/// Numbers of people from 1 to k − 1 must not be shown, nor follow from what is shown (k = suppressBelow).
///
/// ``ReportSuppression`` says what that means for a whole report.
struct Suppression {
  /// Counts below this, but not 0, are small; 1 or less withholds nothing.
  let threshold: Int

  func isSmall(_ count: Int) -> Bool { count >= 1 && count < threshold }
}
