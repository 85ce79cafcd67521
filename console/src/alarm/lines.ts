import { isShelved, themeOf, type Alarm, type Priority } from './alarm'
import type { AlarmCondition } from '../api/alarms'

/** Alarms of one cause: the first that was raised stands for all of them. */
export interface Line {
  readonly cause: string
  readonly first: Alarm
  /** Earliest first, with the first. */
  readonly alarms: readonly Alarm[]
  /** The highest of those that ask for somebody, else of all. */
  readonly priority: Priority
  /** How many alerts it is about. */
  readonly alerts: number
  /** How often the first has come back, and nobody has seen it the times before. */
  readonly cameBack: number
  /** Nobody has acknowledged all of it. */
  readonly isOpen: boolean
  /** Its cause is over; it stays until it is seen. */
  readonly isGone: boolean
}

/** What follows from it that nothing gets through to phones. */
const OF_DELIVERY: ReadonlySet<AlarmCondition> = new Set([
  'DELIVERY_OUT',
  'NOBODY_REACHED',
  'WAVE_SHORT',
  'TEAM_REPLACED',
])

/** What follows from it that a service does not get on with its work. */
const OF_MACHINERY: ReadonlySet<AlarmCondition> = new Set(['CONSUMER_LAGS', 'OUTBOX_AGES', 'ALERT_STUCK'])

/** What others follow from, where it stands. */
export interface Roots {
  readonly delivery: boolean
  readonly machinery: boolean
}

export function rootsOf(alarms: Iterable<Alarm>): Roots {
  let delivery = false
  let machinery = false
  for (const alarm of alarms) {
    if (alarm.goneAt === null) {
      delivery ||= alarm.condition === 'DELIVERY_OUT'
      machinery ||= alarm.condition === 'CONSUMER_LAGS' || alarm.condition === 'OUTBOX_AGES'
    }
  }
  return { delivery, machinery }
}

export function causeOf(alarm: Alarm, roots: Roots): string {
  switch (alarm.condition) {
    case 'STREAM_LOST':
      return 'stream'
    case 'REPORT_OVERDUE':
      return 'reports'
    case 'HELP_CALLED':
      // A call for help is never hidden behind something else.
      return `help:${alarm.subject}`
    case 'LEAD_GONE':
      return `lead:${alarm.subject}`
    default:
  }
  if (alarm.condition === 'DELIVERY_OUT' || (roots.delivery && OF_DELIVERY.has(alarm.condition))) {
    return 'delivery'
  }
  if (OF_MACHINERY.has(alarm.condition) && (alarm.condition !== 'ALERT_STUCK' || roots.machinery)) {
    return 'machinery'
  }
  return alarm.alertId === null ? `${alarm.condition}:${alarm.subject}` : `alert:${alarm.alertId}`
}

/** The alarms by cause, what asks for somebody first; without those that are shelved. */
export function linesOf(alarms: Iterable<Alarm>, now: number): readonly Line[] {
  const all = [...alarms]
  const roots = rootsOf(all)
  const groups = new Map<string, Alarm[]>()
  for (const alarm of all) {
    if (!isShelved(alarm, now)) {
      const cause = causeOf(alarm, roots)
      groups.set(cause, [...(groups.get(cause) ?? []), alarm])
    }
  }
  return [...groups].flatMap(([cause, group]) => lineOf(cause, group) ?? []).sort(byUrgency)
}

function lineOf(cause: string, group: readonly Alarm[]): Line | null {
  const alarms = [...group].sort((one, other) => one.since - other.since || byText(one.id, other.id))
  const standing = alarms.filter((alarm) => alarm.goneAt === null)
  // What everything else follows from is named, even where another was seen before it.
  const first =
    standing.find((alarm) => alarm.condition === 'DELIVERY_OUT') ??
    standing.find((alarm) => cause === 'machinery' && alarm.condition !== 'ALERT_STUCK') ??
    standing[0] ??
    alarms[0]
  if (first === undefined) {
    return null
  }
  const theme = themeOf(first)
  const before =
    first.goneAt === null ? alarms.filter((one) => one.goneAt !== null && themeOf(one) === theme) : []
  const open = alarms.filter((alarm) => alarm.acknowledged === null)
  const openStanding = open.filter((alarm) => alarm.goneAt === null)
  const asking = openStanding.length > 0 ? openStanding : standing.length > 0 ? standing : alarms
  return {
    cause,
    first,
    alarms,
    priority: Math.min(...asking.map((alarm) => alarm.priority)) as Priority,
    alerts: new Set(alarms.flatMap((alarm) => alarm.alertId ?? [])).size,
    cameBack: first.cameBack + before.length,
    isOpen: open.length > 0,
    isGone: standing.length === 0,
  }
}

/** Ids have no language; a language's order takes a hundred times as long. */
function byText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}

function rankOf(line: Line): number {
  return (line.isGone ? 2 : line.isOpen ? 0 : 1) * 10 + line.priority
}

/** A call for help comes before what is as urgent; then the eldest. */
function byUrgency(one: Line, other: Line): number {
  const help = (line: Line): number => (line.cause.startsWith('help:') ? 0 : 1)
  return (
    rankOf(one) - rankOf(other) ||
    help(one) - help(other) ||
    one.first.since - other.first.since ||
    byText(one.cause, other.cause)
  )
}
