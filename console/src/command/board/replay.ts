import { shallowRef } from 'vue'
import { replay } from './detail-steps'
import { lastOf, type AlertDetail, type TimelineEntry } from './entries'

/**
 * The time, in milliseconds, at which the alert that is looked at is shown; null: as it is now. Board and map look at
 * it.
 */
export const replayAt = shallowRef<number | null>(null)

/** From first event to last; null of a history that is not whole, as a guest's. */
export function span(timeline: readonly TimelineEntry[]): { from: number; to: number } | null {
  const first = timeline[0]
  const last = timeline.at(-1)
  return first?.type === 'alert.issued.v1' && last !== undefined
    ? { from: Date.parse(first.at), to: Math.max(Date.parse(first.at), Date.parse(last.at)) }
    : null
}

/** As it was then, by the same steps that keep it up to date; as it is where its history is not whole. */
export function replayed(detail: AlertDetail, at: number | null): AlertDetail {
  return at === null ? detail : (replay(detail.timeline, at) ?? detail)
}

/** The event before or after a time: what somebody steps to. */
export function nextEvent(
  timeline: readonly TimelineEntry[],
  at: number,
  direction: 'back' | 'forward',
): TimelineEntry | undefined {
  return direction === 'forward'
    ? timeline.find((entry) => Date.parse(entry.at) > at)
    : lastOf(timeline, (entry) => Date.parse(entry.at) < at)
}
