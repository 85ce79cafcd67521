import { eventNames } from './generated/event-names'
import type { components } from './generated/events'

type Schemas = components['schemas']

/** Every event version that there is, such as `task.offered.v1`. */
export type EventName = (typeof eventNames)[number]

/** An event as docs/events.md describes it. */
export type EventOf<Name extends EventName> = Schemas[Name]

export type Category = Schemas['Category']
export type Severity = Schemas['Severity']
export type Outcome = Schemas['Outcome']

/** What a frame of `/api/stream/events` says around its event: docs/streams.md. */
export interface Envelope {
  /** When it happened, ISO 8601. */
  readonly at: string
  readonly eventId: string
  readonly topic: string
  /** Of what it is an event: an alert, a report, a team, … Absent of somebody's duty, which is told without a name. */
  readonly key?: string
  /** Grows by one with each event of the same key, from 1; absent with it. */
  readonly version?: number
  readonly alertId?: string
  readonly number?: number
  readonly exercise?: boolean
  /** True when somebody must act on it. */
  readonly alarm?: boolean
  /** True of an alert outside the reader's jurisdiction that has called a team of it. */
  readonly guest?: boolean
  readonly jurisdiction?: string
  readonly category?: Category
}

/** A frame whose name this page knows. */
export type KnownEvent = {
  [Name in EventName]: Envelope & { readonly type: Name; readonly event: EventOf<Name> }
}[EventName]

/** Any frame: a newer service may send names that this page does not know. */
export type StreamEvent = Envelope & {
  readonly type: string
  readonly event: Readonly<Record<string, unknown>>
}

const known: ReadonlySet<string> = new Set(eventNames)

export function isKnown(event: StreamEvent): event is StreamEvent & KnownEvent {
  return known.has(event.type)
}

/**
 * @returns what a frame's data says, or null when it is none of the form that docs/streams.md gives: the page passes
 *     over it and goes on
 */
export function readEvent(data: string): StreamEvent | null {
  let read: unknown
  try {
    read = JSON.parse(data)
  } catch {
    return null
  }
  if (typeof read !== 'object' || read === null) {
    return null
  }
  const frame = read as Record<string, unknown>
  const texts = [frame['type'], frame['at'], frame['eventId'], frame['topic']]
  const isWhole =
    texts.every((text) => typeof text === 'string' && text !== '') &&
    ['string', 'undefined'].includes(typeof frame['key']) &&
    ['number', 'undefined'].includes(typeof frame['version']) &&
    typeof frame['event'] === 'object' &&
    frame['event'] !== null
  return isWhole ? (read as StreamEvent) : null
}
