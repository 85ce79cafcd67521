import type { Priority } from './alarm'
import { FLICKER_MS } from './book'
import type { Line } from './lines'

interface Told {
  readonly priority: Priority
  readonly cameBack: number
  readonly level: number
  readonly seenAt: number
}

/** By cause, what readers of the screen have been told. */
export type AllTold = ReadonlyMap<string, Told>

/**
 * Lines that are to be told now, the most urgent first: new ones, those that have become more urgent, those that came
 * back, and those that sound again one level up. In a flood only what is high.
 */
export function newsOf(
  before: AllTold,
  lines: readonly Line[],
  isFlood: boolean,
  now: number,
): { readonly news: readonly Line[]; readonly told: AllTold } {
  const told = new Map([...before].filter(([, { seenAt }]) => now - seenAt <= FLICKER_MS))
  const news: Line[] = []
  for (const line of lines) {
    const known = before.get(line.cause)
    const level = Math.max(...line.alarms.map((alarm) => alarm.level))
    const isNews =
      line.isOpen &&
      !line.isGone &&
      (known === undefined ||
        line.priority < known.priority ||
        line.cameBack > known.cameBack ||
        level > known.level)
    if (isNews && (!isFlood || line.priority === 1)) {
      news.push(line)
    }
    told.set(line.cause, { priority: line.priority, cameBack: line.cameBack, level, seenAt: now })
  }
  return { news, told }
}
