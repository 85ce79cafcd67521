/** From here on people are told that their clock is wrong. */
export const NOTICEABLE_SKEW_MS = 2000

/**
 * How far this machine's clock is behind the server's (negative: ahead), from an answer's `Date`, which has whole
 * seconds: half a second is its middle.
 *
 * @param date header of the answer
 * @param askedAt when it was asked for, and when it had come, in milliseconds of this machine's clock
 */
export function skewOf(date: string | null, askedAt: number, answeredAt: number): number | null {
  const told = date === null ? Number.NaN : Date.parse(date)
  if (Number.isNaN(told)) {
    return null
  }
  return told + 500 - (askedAt + answeredAt) / 2
}

export function isNoticeable(skew: number | null): skew is number {
  return skew !== null && Math.abs(skew) >= NOTICEABLE_SKEW_MS
}
