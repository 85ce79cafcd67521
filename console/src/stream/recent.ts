import type { StreamEvent } from '../api/events'

/** A page that is new begins with as many. */
const KEPT = 300

/** A stream that comes back may repeat what came just before it was cut, and never more than this. */
const REMEMBERED = 1_500

/** What came last, and whether something has come before. */
export class RecentEvents {
  private readonly kept: StreamEvent[] = []
  // Sets go by the order in which things were put in.
  private readonly ids = new Set<string>()

  /** @returns false for one that is known */
  add(event: StreamEvent): boolean {
    if (this.ids.has(event.eventId)) {
      return false
    }
    this.ids.add(event.eventId)
    if (this.ids.size > REMEMBERED) {
      for (const oldest of this.ids) {
        this.ids.delete(oldest)
        break
      }
    }
    this.kept.push(event)
    if (this.kept.length > KEPT) {
      this.kept.shift()
    }
    return true
  }

  /** Oldest first. */
  list(): readonly StreamEvent[] {
    return [...this.kept]
  }
}
