import { isSounding, type Priority } from './alarm'
import type { Raised } from './book'
import type { Line } from './lines'

/** As many in so long are more than one person can act on. */
export const FLOOD_ALARMS = 10
export const FLOOD_MS = 600_000

export interface Flood {
  readonly isFlood: boolean
  /** How many lines of priority 2 and 3 are silent because of it. */
  readonly silenced: number
}

export function floodOf(raised: readonly Raised[], lines: readonly Line[], now: number): Flood {
  const isFlood = raised.filter(({ at }) => now - at < FLOOD_MS).length >= FLOOD_ALARMS
  return {
    isFlood,
    silenced: isFlood
      ? lines.filter((line) => line.priority !== 1 && line.alarms.some((alarm) => isSounding(alarm, now)))
          .length
      : 0,
  }
}

/** How many alarms this desk had in the last hour, as the system page shows them. */
export function figuresOf(
  raised: readonly Raised[],
  now: number,
): { readonly high: number; readonly medium: number; readonly low: number } {
  const of = (priority: Priority): number =>
    raised.filter((one) => one.priority === priority && now - one.at < 3_600_000).length
  return { high: of(1), medium: of(2), low: of(3) }
}
