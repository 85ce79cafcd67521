import { beforeEach, describe, expect, it } from 'vitest'
import { GATHER_MS, gathered } from './gathering'
import { NOTHING_YET, type ToPage } from './messages'
import { streamEvent } from './world'

let now: number
let timers: { at: number; run: () => void }[]
let told: ToPage[]
let hear: (message: ToPage) => void

beforeEach(() => {
  now = 10_000
  timers = []
  told = []
  hear = gathered(
    (message) => told.push(message),
    (run, milliseconds) => timers.push({ at: now + milliseconds, run }),
  )
})

function pass(milliseconds: number): void {
  now += milliseconds
  const due = timers.filter((timer) => timer.at <= now)
  timers = timers.filter((timer) => timer.at > now)
  due.forEach(({ run }) => {
    run()
  })
}

function events(...ids: string[]): ToPage {
  return { kind: 'events', events: ids.map((eventId) => streamEvent({ eventId })) }
}

function live(heardAt: number): ToPage {
  return { kind: 'state', state: { ...NOTHING_YET, link: 'live', heardAt } }
}

/** Each message in short: its events, or when the stream was heard, or its kind. */
function short(): unknown[] {
  return told.map((message) =>
    message.kind === 'events'
      ? message.events.map(({ eventId }) => eventId)
      : message.kind === 'state'
        ? message.state.heardAt
        : message.kind,
  )
}

describe('events for a page', () => {
  it('come at once, and what follows closely comes together', () => {
    hear(events('a'))
    expect(short()).toEqual([['a']])
    hear(live(1))
    hear(events('b'))
    hear(live(2))
    hear(events('c', 'd'))
    hear(live(3))
    pass(GATHER_MS - 1)
    expect(short()).toEqual([['a']])
    pass(1)
    expect(short()).toEqual([['a'], ['b', 'c', 'd'], 3])
  })

  it('come at once again after a pause, and none comes twice', () => {
    hear(events('a'))
    hear(events('b'))
    pass(GATHER_MS)
    pass(GATHER_MS)
    hear(events('c'))
    expect(short()).toEqual([['a'], ['b'], ['c']])
    pass(10 * GATHER_MS)
    expect(short()).toHaveLength(3)
  })

  it('never come after what was told after them', () => {
    hear(events('a'))
    hear(events('b'))
    hear({ kind: 'restarted' })
    hear(events('c'))
    hear({ kind: 'beat', speaks: true })
    expect(short()).toEqual([['a'], ['b'], 'restarted', ['c'], 'beat'])
    pass(GATHER_MS)
    expect(short()).toHaveLength(5)
  })
})
