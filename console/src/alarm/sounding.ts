import { isSounding, type Alarm, type Priority } from './alarm'
import { FLICKER_MS } from './book'
import type { Line } from './lines'

export type AlarmSound = 'high' | 'medium' | 'low' | 'lost'

/** One sound in so long, whatever happens; only what is more urgent does not wait. */
export const CYCLE_MS = 8_000

const EVERY_MS: Readonly<Record<Priority, number>> = { 1: CYCLE_MS, 2: 30_000, 3: Number.POSITIVE_INFINITY }
const TIMES: Readonly<Record<Priority, number>> = { 1: Number.POSITIVE_INFINITY, 2: 3, 3: 1 }
const SOUNDS: Readonly<Record<Priority, AlarmSound>> = { 1: 'high', 2: 'medium', 3: 'low' }

/** What this window has played of a line. */
interface Played {
  readonly times: number
  readonly at: number
  readonly level: number
  readonly priority: Priority
  /** When it was last to be heard: what goes for a moment only does not begin anew. */
  readonly heardAt: number
}

export interface Sounded {
  readonly lines: ReadonlyMap<string, Played>
  /** The last sound of all. */
  readonly last: { readonly at: number; readonly priority: Priority } | null
}

export const NOTHING_SOUNDED: Sounded = { lines: new Map(), last: null }

export interface Hearing {
  readonly isFlood: boolean
  readonly hears: (alarm: Alarm) => boolean
}

/** @returns what is to be played now, if anything, and what has been played then */
export function nextSound(
  before: Sounded,
  lines: readonly Line[],
  hearing: Hearing,
  now: number,
): { readonly sound: AlarmSound | null; readonly sounded: Sounded } {
  const heard = lines.flatMap((line) => heardOf(line, hearing, now) ?? [])
  const causes = new Set(heard.map(({ line }) => line.cause))
  const kept = new Map<string, Played>()
  for (const [cause, played] of before.lines) {
    if (causes.has(cause)) {
      kept.set(cause, { ...played, heardAt: now })
    } else if (now - played.heardAt <= FLICKER_MS) {
      kept.set(cause, played)
    }
  }
  const due = heard
    .filter((one) => isDue(kept.get(one.line.cause), one, now))
    .sort((one, other) => one.priority - other.priority)
  const first = due[0]
  if (first === undefined || !isFree(before.last, first.priority, now)) {
    return { sound: null, sounded: { lines: kept, last: before.last } }
  }
  // One sound speaks for all that are due: whoever looks sees them side by side.
  for (const { line, priority, level } of due) {
    const played = kept.get(line.cause)
    const isNew = played === undefined || played.level < level || priority < played.priority
    kept.set(line.cause, { times: isNew ? 1 : played.times + 1, at: now, level, priority, heardAt: now })
  }
  const isLost = first.line.first.condition === 'STREAM_LOST'
  return {
    sound: isLost ? 'lost' : SOUNDS[first.priority],
    sounded: { lines: kept, last: { at: now, priority: first.priority } },
  }
}

interface Heard {
  readonly line: Line
  readonly priority: Priority
  readonly level: number
}

function heardOf(line: Line, hearing: Hearing, now: number): Heard | null {
  const alarms = line.alarms.filter((alarm) => isSounding(alarm, now) && hearing.hears(alarm))
  if (alarms.length === 0) {
    return null
  }
  const priority = Math.min(...alarms.map((alarm) => alarm.priority)) as Priority
  if (hearing.isFlood && priority !== 1) {
    return null
  }
  return { line, priority, level: Math.max(...alarms.map((alarm) => alarm.level)) }
}

function isDue(played: Played | undefined, { priority, level }: Heard, now: number): boolean {
  if (played === undefined || played.level < level || priority < played.priority) {
    return true
  }
  return played.times < TIMES[priority] && now - played.at >= EVERY_MS[priority]
}

function isFree(last: Sounded['last'], priority: Priority, now: number): boolean {
  return last === null || now - last.at >= CYCLE_MS || priority < last.priority
}
