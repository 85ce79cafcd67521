import type { KeptEvent } from './kept-events'

const RATE_OVER_MS = 10_000
const MINUTE_MS = 60_000

/** So many of the last events say what is usual, and not fewer than this. */
const USUAL_OF = 200
const USUAL_OF_AT_LEAST = 10

/** Silence is news when it is so much longer than usual, and never below this. */
const TIMES_USUAL = 10
const SILENCE_AT_LEAST_MS = 30_000

/** Events a second, of the last ten. */
export function rateOf(rows: readonly KeptEvent[], now: number): number {
  return since(rows, now - RATE_OVER_MS).length / (RATE_OVER_MS / 1000)
}

/** How many came in the last minute, and how many of them a filter hides. */
export function hiddenInAMinute(
  rows: readonly KeptEvent[],
  now: number,
  fits: (row: KeptEvent) => boolean,
): { readonly hidden: number; readonly all: number } {
  const last = since(rows, now - MINUTE_MS)
  return { hidden: last.filter((row) => !fits(row)).length, all: last.length }
}

/** The time from one event to the next, on average; null while there are too few to say. */
export function usualGap(rows: readonly KeptEvent[]): number | null {
  const last = rows.slice(-USUAL_OF)
  const [first, end] = [last[0], last.at(-1)]
  if (first === undefined || end === undefined || last.length < USUAL_OF_AT_LEAST) {
    return null
  }
  return Math.max(0, end.at - first.at) / (last.length - 1)
}

export interface Silence {
  readonly forMs: number
  readonly usualMs: number
}

/** Null where nothing is unusual about it. */
export function silenceOf(rows: readonly KeptEvent[], now: number): Silence | null {
  const last = rows.at(-1)
  const usualMs = usualGap(rows)
  if (last === undefined || usualMs === null) {
    return null
  }
  const forMs = now - last.at
  return forMs >= Math.max(SILENCE_AT_LEAST_MS, TIMES_USUAL * usualMs) ? { forMs, usualMs } : null
}

/** Events come nearly in order, so it is looked for from the end. */
function since(rows: readonly KeptEvent[], from: number): readonly KeptEvent[] {
  let begin = rows.length
  while (begin > 0 && (rows[begin - 1]?.at ?? 0) > from) {
    begin--
  }
  return rows.slice(begin)
}
