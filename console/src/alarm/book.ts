import { themeOf, type Alarm, type By, type Priority } from './alarm'
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

/** The alarms of a desk: what the service has raised is taken as it is, and what the page finds is added. */
export interface Book {
  readonly known: ReadonlyMap<string, Alarm>
  /** By id: those that stand, and those that are gone and unseen. */
  readonly own: ReadonlyMap<string, Alarm>
  /** Own ones that are gone and were seen, for as long as they could flicker. */
  readonly left: ReadonlyMap<string, Alarm>
  /** Of the last hour. */
  readonly raised: readonly Raised[]
  /** Which alarms have been counted, or have joined one that was. */
  readonly heard: ReadonlySet<string>
}

export const EMPTY_BOOK: Book = {
  known: new Map(),
  own: new Map(),
  left: new Map(),
  raised: [],
  heard: new Set(),
}

export type BookInput =
  /** All that the service has now. */
  | { readonly kind: 'known'; readonly alarms: Iterable<Alarm> }
  /** All that the page finds now. */
  | { readonly kind: 'own'; readonly alarms: Iterable<Alarm> }
  /** What somebody has done here about one of this window's alone. */
  | { readonly kind: 'own-acknowledged'; readonly id: string; readonly by: By }

/** Changes nothing that it is given. */
export function enter(book: Book, input: BookInput, now: number): Book {
  switch (input.kind) {
    case 'known':
      return count({ ...book, known: new Map([...input.alarms].map((alarm) => [alarm.id, alarm])) }, now)
    case 'own':
      return count(found(book, [...input.alarms], now), now)
    case 'own-acknowledged':
      return change(book, input.id, { acknowledged: input.by })
  }
}

/** All that are to be seen: what is gone stays until somebody has. What the service knows of, too, is its. */
export function allOf(book: Book): readonly Alarm[] {
  return [...[...book.known.values()].filter(isShown), ...notTold(book.own.values(), book)]
}

/** Without those that somebody at a desk has done something about: the service tells of them, or of their end. */
function notTold(own: Iterable<Alarm>, { known }: Book): Alarm[] {
  if (known.size === 0) {
    return [...own]
  }
  const told = new Map<string, Alarm[]>()
  for (const alarm of known.values()) {
    const theme = themeOf(alarm)
    const others = told.get(theme)
    if (others === undefined) {
      told.set(theme, [alarm])
    } else {
      others.push(alarm)
    }
  }
  return [...own].filter(
    (alarm) =>
      told
        .get(themeOf(alarm))
        ?.some((other) => isShown(other) || (other.goneAt !== null && alarm.since < other.goneAt)) !== true,
  )
}

function isShown(alarm: Alarm): boolean {
  return alarm.goneAt === null || alarm.acknowledged === null
}

function found(book: Book, alarms: readonly Alarm[], now: number): Book {
  const own = new Map<string, Alarm>()
  const left = new Map([...book.left].filter(([, alarm]) => isFlicker(alarm, now)))
  for (const alarm of alarms) {
    const before = book.own.get(alarm.id) ?? left.get(alarm.id)
    left.delete(alarm.id)
    if (before === undefined) {
      own.set(alarm.id, alarm)
    } else if (before.goneAt === null || isFlicker(before, now)) {
      own.set(alarm.id, before.goneAt === null ? before : { ...before, goneAt: null })
    } else {
      own.set(alarm.id, { ...alarm, cameBack: before.cameBack + 1 })
    }
  }
  const untold = new Set(notTold(book.own.values(), book))
  for (const [id, alarm] of book.own) {
    if (!own.has(id)) {
      const gone = { ...alarm, goneAt: alarm.goneAt ?? now, shelved: null }
      const unseen = alarm.acknowledged === null && untold.has(alarm) ? own : left
      unseen.set(id, gone)
    }
  }
  return { ...book, own, left }
}

function isFlicker(alarm: Alarm, now: number): boolean {
  return alarm.goneAt !== null && now - alarm.goneAt <= FLICKER_MS
}

function change(book: Book, id: string, part: Partial<Alarm>): Book {
  const alarm = book.own.get(id)
  if (alarm === undefined) {
    return book
  }
  const changed = { ...alarm, ...part }
  const own = new Map(book.own)
  const left = new Map(book.left)
  if (changed.goneAt !== null && changed.acknowledged !== null) {
    own.delete(id)
    left.set(id, changed)
  } else {
    own.set(id, changed)
  }
  return { ...book, own, left }
}

/** What joins a cause that has called already calls nobody anew, and neither does what was in hand before. */
function count(book: Book, now: number): Book {
  const all = allOf(book)
  const roots = rootsOf(all)
  const calling = new Set(
    all
      .filter((alarm) => alarm.goneAt === null && book.heard.has(onceOf(alarm)))
      .map((alarm) => causeOf(alarm, roots)),
  )
  const raised = book.raised.filter(({ at }) => now - at < HOUR_MS)
  for (const alarm of [...all].sort((one, other) => one.since - other.since)) {
    const cause = causeOf(alarm, roots)
    if (alarm.goneAt !== null || book.heard.has(onceOf(alarm)) || calling.has(cause)) {
      continue
    }
    calling.add(cause)
    if (alarm.acknowledged === null && now - alarm.since < HOUR_MS) {
      raised.push({ cause, priority: alarm.priority, at: alarm.since })
    }
  }
  const heard = new Set([...book.known.values(), ...book.own.values(), ...book.left.values()].map(onceOf))
  return { ...book, raised, heard }
}

/** One that came back is another one. */
function onceOf({ id, since, cameBack }: Alarm): string {
  return `${id}@${since}/${cameBack}`
}
