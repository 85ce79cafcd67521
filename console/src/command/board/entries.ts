import type { EventName, EventOf } from '../../api/events'
import { eventNames } from '../../api/generated/event-names'
import type { components } from '../../api/generated/dispatch-service'
import type { AlertView } from '../../api/leads'

export type { AlertView } from '../../api/leads'
export type TaskView = components['schemas']['TaskView']
export type TaskState = TaskView['state']

/** One event of an alert's history. */
export interface TimelineEntry {
  /** When it happened, ISO 8601. */
  readonly at: string
  readonly type: string
  /** Grows by one with each event of the alert, from 1. */
  readonly version: number
  readonly event: Readonly<Record<string, unknown>>
}

/** An alert with all that belongs to it. */
export interface AlertDetail {
  readonly alert: AlertView
  /** In the order in which the teams were called first. */
  readonly tasks: readonly TaskView[]
  /** Oldest first. */
  readonly timeline: readonly TimelineEntry[]
}

/** An entry whose name this page knows. */
export type KnownEntry = {
  [Name in EventName]: { readonly type: Name; readonly at: string; readonly event: EventOf<Name> }
}[EventName]

const names: ReadonlySet<string> = new Set<string>(eventNames)

/** @returns null of one whose name this page does not know: a newer service may write it */
export function knownEntry(entry: TimelineEntry): KnownEntry | null {
  return names.has(entry.type) ? (entry as unknown as KnownEntry) : null
}

/** The same without some of its fields, which are absent rather than undefined. */
export function without<Row extends object, Field extends keyof Row>(
  row: Row,
  ...fields: readonly Field[]
): Omit<Row, Field> {
  const copy: Partial<Row> = { ...row }
  for (const field of fields) {
    // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- of a copy that nobody else has
    delete copy[field]
  }
  return copy as Omit<Row, Field>
}

/** `{ name: value }`, or nothing where there is none. */
export function optional<Name extends string, Value>(
  name: Name,
  value: Value | undefined,
): { [Key in Name]?: Value } {
  return value === undefined ? {} : ({ [name]: value } as { [Key in Name]?: Value })
}

/** The newest entry that fits. */
export function lastOf(
  timeline: readonly TimelineEntry[],
  fits: (entry: TimelineEntry) => boolean,
): TimelineEntry | undefined {
  return [...timeline].reverse().find(fits)
}
