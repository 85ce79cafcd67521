import type { StreamEvent } from '../api/events'
import { eventKey } from '../text'

/** A catalogue's text by its key, and whether there is one. */
export interface Words {
  readonly t: (key: string, values?: Record<string, unknown>) => string
  readonly te: (key: string) => boolean
}

/** What has happened, in a word or two. */
export function wordOf({ type }: Pick<StreamEvent, 'type'>, { t, te }: Words): string {
  const key = eventKey(type)
  return te(key) ? t(key) : t('events.unknown', { type })
}

/** Whom or what it is about: the first of these that the event has. */
const TELLING = [
  'headline',
  'text',
  'teamName',
  'name',
  'note',
  'reason',
  'teamId',
  'volunteerId',
  'code',
] as const

export function detailOf(event: StreamEvent): string {
  const details = event.event['details']
  const fields: Readonly<Record<string, unknown>> = {
    ...event.event,
    ...(typeof details === 'object' && details !== null ? details : {}),
  }
  for (const name of TELLING) {
    const value = fields[name]
    if (typeof value === 'string' && value !== '') {
      return value
    }
  }
  return ''
}

export function categoryOf(event: StreamEvent, { t, te }: Words): string {
  if (event.category === undefined) {
    return ''
  }
  const key = `category.${event.category}`
  return te(key) ? t(key) : event.category
}

/** Whether an event has all the words of a filter, in whatever order. */
export function fits(event: StreamEvent, filter: string, words: Words): boolean {
  const text = [
    wordOf(event, words),
    categoryOf(event, words),
    detailOf(event),
    event.number ?? '',
    event.type,
    event.jurisdiction ?? '',
  ]
    .join(' ')
    .toLowerCase()
  return filter
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}
