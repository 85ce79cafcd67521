import type { AlarmPriority, AlarmView } from '../api/alarms'
import { isOpen, themeOf, type Alarm, type By, type Priority, type Shelving } from './alarm'
import { causeOf, rootsOf } from './lines'

/** What goes and comes back within this time was there all along. */
export const FLICKER_MS = 10_000

/** So long raised alarms are counted, for the desk's figures. */
export const HOUR_MS = 3_600_000

/** A cause that has called for somebody at this desk. */
export interface Raised {
  readonly cause: string
  readonly priority: Priority
  readonly at: number
}

/** The alarms of a desk. */
export interface Book {
  /** By id: those that stand, and those that are gone and unseen. */
  readonly alarms: ReadonlyMap<string, Alarm>
  /** By theme: what is gone for good, for as long as it could flicker. */
  readonly left: ReadonlyMap<string, Alarm>
  /** Of the last hour, oldest first. */
  readonly raised: readonly Raised[]
}

export const EMPTY_BOOK: Book = { alarms: new Map(), left: new Map(), raised: [] }

export type BookInput =
  /** All that the service knows. */
  | { readonly kind: 'snapshot'; readonly alarms: readonly Alarm[] }
  | { readonly kind: 'raised'; readonly alarm: Alarm }
  | { readonly kind: 'acknowledged'; readonly id: string; readonly by: By }
  | { readonly kind: 'shelved'; readonly id: string; readonly shelving: Shelving }
  | { readonly kind: 'shelving-ended'; readonly id: string }
  | { readonly kind: 'sounded-again'; readonly id: string; readonly level: number }
  | { readonly kind: 'gone'; readonly id: string }
  /** What the page finds by itself: all of it, so that what is missing is gone. */
  | { readonly kind: 'own'; readonly alarms: readonly Alarm[] }

/** Changes nothing that it is given. */
export function enter(book: Book, input: BookInput, now: number): Book {
  const next = new Draft(book, now)
  switch (input.kind) {
    case 'snapshot':
      next.replace(input.alarms, false)
      break
    case 'own':
      next.replace(input.alarms, true)
      break
    case 'raised':
      next.raise(input.alarm)
      break
    case 'gone':
      next.go(input.id)
      break
    case 'acknowledged':
      next.acknowledge(input.id, input.by)
      break
    case 'shelved':
      next.change(input.id, { shelved: input.shelving })
      break
    case 'shelving-ended':
      next.change(input.id, { shelved: null })
      break
    case 'sounded-again':
      // Whoever acknowledged it has done nothing, or has left.
      next.change(input.id, { level: input.level, acknowledged: null })
  }
  return next.done()
}

class Draft {
  private readonly alarms: Map<string, Alarm>
  private readonly left: Map<string, Alarm>
  private raised: readonly Raised[]

  constructor(
    before: Book,
    private readonly now: number,
  ) {
    this.alarms = new Map(before.alarms)
    this.left = new Map([...before.left].filter(([, alarm]) => now - (alarm.goneAt ?? now) <= FLICKER_MS))
    this.raised = before.raised.filter(({ at }) => now - at < HOUR_MS)
  }

  replace(alarms: readonly Alarm[], isOwn: boolean): void {
    const there = new Set(alarms.map((alarm) => alarm.id))
    for (const [id, alarm] of this.alarms) {
      if (alarm.isOwn === isOwn && !there.has(id)) {
        if (isOwn) {
          this.go(id)
        } else {
          // Gone and acknowledged, or shelved and gone, while nothing came.
          this.alarms.delete(id)
        }
      }
    }
    alarms.forEach((alarm) => {
      this.raise(alarm)
    })
  }

  raise(alarm: Alarm): void {
    const known = this.alarms.get(alarm.id)
    if (known !== undefined) {
      this.put(this.again(known, alarm))
      return
    }
    if (alarm.isOwn && this.others(alarm).some((other) => !other.isOwn && other.goneAt === null)) {
      // The service has found it, too.
      return
    }
    const before = this.others(alarm)[0] ?? this.left.get(themeOf(alarm))
    this.others(alarm).forEach((other) => this.alarms.delete(other.id))
    if (before === undefined || before.goneAt === null) {
      this.put(before === undefined ? alarm : { ...alarm, since: Math.min(before.since, alarm.since) })
      if (before === undefined) {
        this.count(alarm)
      }
    } else if (alarm.since - before.goneAt <= FLICKER_MS) {
      this.put({
        ...alarm,
        since: before.since,
        acknowledged: alarm.acknowledged ?? before.acknowledged,
        cameBack: before.cameBack,
      })
    } else {
      this.put({ ...alarm, cameBack: before.cameBack + 1 })
      this.count(alarm)
    }
  }

  /** What is said of an alarm that is known: of an own one the page keeps what was done to it. */
  private again(known: Alarm, said: Alarm): Alarm {
    if (said.isOwn) {
      return known.goneAt === null || said.since - known.goneAt <= FLICKER_MS
        ? { ...known, goneAt: null }
        : { ...said, cameBack: known.cameBack + 1 }
    }
    return { ...said, since: Math.min(known.since, said.since), cameBack: known.cameBack }
  }

  go(id: string): void {
    const alarm = this.alarms.get(id)
    if (alarm === undefined || alarm.goneAt !== null) {
      return
    }
    const gone = { ...alarm, goneAt: this.now }
    if (isOpen(alarm, this.now)) {
      this.put(gone)
    } else {
      this.forget(gone)
    }
  }

  acknowledge(id: string, by: By): void {
    const alarm = this.alarms.get(id)
    if (alarm === undefined) {
      return
    }
    if (alarm.goneAt === null) {
      this.put({ ...alarm, acknowledged: by })
    } else {
      this.forget({ ...alarm, acknowledged: by })
    }
  }

  change(id: string, part: Partial<Alarm>): void {
    const alarm = this.alarms.get(id)
    if (alarm !== undefined) {
      this.put({ ...alarm, ...part })
    }
  }

  done(): Book {
    return { alarms: this.alarms, left: this.left, raised: this.raised }
  }

  private others(alarm: Alarm): Alarm[] {
    const theme = themeOf(alarm)
    return [...this.alarms.values()].filter((other) => other.id !== alarm.id && themeOf(other) === theme)
  }

  private put(alarm: Alarm): void {
    this.alarms.set(alarm.id, alarm)
  }

  private forget(alarm: Alarm): void {
    this.alarms.delete(alarm.id)
    this.left.set(themeOf(alarm), alarm)
  }

  /** What joins a cause that stands calls nobody anew, and what was acknowledged before this desk came calls nobody. */
  private count(alarm: Alarm): void {
    const roots = rootsOf(this.alarms.values())
    const cause = causeOf(alarm, roots)
    const isJoining = [...this.alarms.values()].some(
      (other) => other.id !== alarm.id && other.goneAt === null && causeOf(other, roots) === cause,
    )
    if (!isJoining && alarm.acknowledged === null && this.now - alarm.since < HOUR_MS) {
      this.raised = [...this.raised, { cause, priority: alarm.priority, at: alarm.since }]
    }
  }
}

const PRIORITY_OF: Readonly<Record<AlarmPriority, Priority>> = { HIGH: 1, MEDIUM: 2, LOW: 3 }

export function alarmOf(view: AlarmView): Alarm {
  return {
    id: view.id,
    condition: view.condition,
    priority: PRIORITY_OF[view.priority],
    subject: view.subject,
    alertId: view.alertId ?? null,
    number: view.number ?? null,
    reportId: view.reportId ?? null,
    jurisdiction: view.jurisdiction,
    since: Date.parse(view.raisedAt),
    level: view.level,
    acknowledged:
      view.acknowledgement === undefined
        ? null
        : { name: view.acknowledgement.name, at: Date.parse(view.acknowledgement.at) },
    shelved:
      view.shelving === undefined
        ? null
        : {
            name: view.shelving.name,
            at: Date.parse(view.shelving.at),
            until: Date.parse(view.shelving.until),
            reason: view.shelving.reason,
          },
    goneAt: view.goneAt === undefined ? null : Date.parse(view.goneAt),
    cameBack: 0,
    isOwn: false,
  }
}
