import type { StreamEvent } from '../api/events'
import type { StreamState, ToPage } from './messages'

/** A page draws so often at most because of events. */
export const GATHER_MS = 100

/** The page's timers, so that a test can be them. */
export type Later = (run: () => void, milliseconds: number) => void

const ofThisPage: Later = (run, milliseconds) => void setTimeout(run, milliseconds)

/**
 * Tells events that come close together as one message, the first at once: a page that drew for each would fall behind
 * in a storm, by minutes on a slow machine. What is no event comes in its order; of states the last counts.
 */
export function gathered(
  listen: (message: ToPage) => void,
  later: Later = ofThisPage,
): (message: ToPage) => void {
  let events: StreamEvent[] = []
  let state: StreamState | null = null
  let isResting = false

  function tellAll(): void {
    const told = { events, state }
    events = []
    state = null
    if (told.events.length > 0) {
      listen({ kind: 'events', events: told.events })
    }
    if (told.state !== null) {
      listen({ kind: 'state', state: told.state })
    }
  }

  function tellSoon(): void {
    if (isResting) {
      return
    }
    isResting = true
    tellAll()
    // Where drawing takes longer than this, what came meanwhile is heard before the timer, and gathered.
    later(() => {
      isResting = false
      if (events.length > 0 || state !== null) {
        tellSoon()
      }
    }, GATHER_MS)
  }

  return (message) => {
    if (message.kind === 'events') {
      events.push(...message.events)
      tellSoon()
    } else if (message.kind === 'state') {
      state = message.state
      tellSoon()
    } else {
      // A beat, too: timers of hidden windows are slowed.
      tellAll()
      listen(message)
    }
  }
}
