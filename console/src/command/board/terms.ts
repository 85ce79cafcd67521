import type { EventOf } from '../../api/events'
import { lastOf, type TimelineEntry } from './entries'

export type Terms = EventOf<'alert.issued.v1'>['terms']

/** Under which terms teams are called now; null of a history that does not say: a guest's. */
export function termsOf(timeline: readonly TimelineEntry[]): Terms | null {
  const telling = lastOf(timeline, ({ type }) => type === 'alert.changed.v1' || type === 'alert.issued.v1')
  return telling === undefined ? null : (telling.event['terms'] as Terms)
}
