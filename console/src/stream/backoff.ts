/** Nobody waits longer than this for a server that is back. */
export const LONGEST_WAIT_MS = 30_000

/**
 * How long to wait before trying again: twice as long each time, and not all pages at the same moment.
 *
 * @param failures how many tries have failed since it last worked, from 0
 * @param askedFor what the server has asked for, in milliseconds: the least
 * @param random from 0 to below 1
 */
export function waitBeforeTry(failures: number, askedFor: number, random: number): number {
  const grown = Math.min(LONGEST_WAIT_MS, askedFor * 2 ** Math.min(failures, 16))
  return Math.max(askedFor, Math.round(grown * (0.5 + random / 2)))
}

/**
 * @param header of an answer: seconds or a date, as RFC 9110 has it
 * @returns milliseconds; null where it says nothing
 */
export function retryAfter(header: string | null, now: number): number | null {
  if (header === null || header === '') {
    return null
  }
  if (/^\d{1,6}$/.test(header)) {
    return Number(header) * 1000
  }
  const until = Date.parse(header)
  return Number.isNaN(until) ? null : Math.max(0, until - now)
}
