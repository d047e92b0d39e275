/// Whether any lane of a mask is set.
///
/// The standard library's `any` takes the least of all lanes, lane by lane and out of line; here the halves of the mask are
/// joined as whole words. Its unsafe code: a mask is as many bytes as its storage, and every pattern of bits is a number.
@inline(__always) func anySet(_ mask: SIMDMask<SIMD16<Int32>>) -> Bool {
  let words = unsafe unsafeBitCast(mask, to: SIMD8<UInt64>.self)
  let four = words.lowHalf | words.highHalf
  let two = four.lowHalf | four.highHalf
  return two[0] | two[1] != 0
}

/// Whether any lane of a mask is set.
@inline(__always) func anySet(_ mask: SIMDMask<SIMD8<Int64>>) -> Bool {
  let words = unsafe unsafeBitCast(mask, to: SIMD8<UInt64>.self)
  let four = words.lowHalf | words.highHalf
  let two = four.lowHalf | four.highHalf
  return two[0] | two[1] != 0
}

/// The least lane of a vector, found by halves.
@inline(__always) func leastLane(_ vector: SIMD16<Int32>) -> Int32 {
  let eight = pointwiseMin(vector.lowHalf, vector.highHalf)
  let four = pointwiseMin(eight.lowHalf, eight.highHalf)
  let two = pointwiseMin(four.lowHalf, four.highHalf)
  return min(two[0], two[1])
}

/// The least lane of a vector, found by halves.
@inline(__always) func leastLane(_ vector: SIMD8<Double>) -> Double {
  let four = pointwiseMin(vector.lowHalf, vector.highHalf)
  let two = pointwiseMin(four.lowHalf, four.highHalf)
  return min(two[0], two[1])
}
