// @vitest-environment node
import { beforeEach, describe, expect, it } from 'vitest'
import type { AlertRequest } from './draft'
import { PAUSE_MS, PreviewFeed, type Preview, type PreviewAnswer, type PreviewState } from './preview'

const PREVIEW: Preview = { picks: [], shortfalls: [], waves: [], nearby: [] }

interface Question {
  readonly request: AlertRequest
  readonly signal: AbortSignal
  readonly answer: (answer: PreviewAnswer | null) => Promise<void>
}

let asked: Question[]
let states: PreviewState[]
let timers: { run: () => void; milliseconds: number; isCancelled: boolean }[]
let feed: PreviewFeed

function request(teamsNeeded: number): AlertRequest {
  return {
    category: 'THEFT',
    severity: 'MINOR',
    headline: 'x',
    location: { latitude: 34, longitude: 117 },
    jurisdiction: '3203',
    teamsNeeded,
  }
}

/** What was waited for last is over. */
function pass(): number {
  const timer = timers.filter((one) => !one.isCancelled).at(-1)
  if (timer === undefined) {
    throw new Error('Nothing is waited for')
  }
  timer.isCancelled = true
  timer.run()
  return timer.milliseconds
}

function kinds(): string[] {
  return states.map(({ kind }) => kind)
}

beforeEach(() => {
  asked = []
  states = []
  timers = []
  feed = new PreviewFeed(
    (wanted, signal) =>
      new Promise((resolve, reject) => {
        asked.push({
          request: wanted,
          signal,
          answer: async (given) => {
            if (given === null) {
              reject(new TypeError('no network'))
            } else {
              resolve(given)
            }
            await new Promise((done) => setTimeout(done, 0))
          },
        })
      }),
    (state) => states.push(state),
    () => 12_000,
    (run, milliseconds) => {
      const timer = { run, milliseconds, isCancelled: false }
      timers.push(timer)
      return () => {
        timer.isCancelled = true
      }
    },
  )
})

describe('the preview', () => {
  it('is asked for once typing has paused, and once for the same', async () => {
    feed.want(request(1))
    feed.want(request(2))
    feed.want(request(2))
    expect(asked).toEqual([])
    expect(pass()).toBe(PAUSE_MS)
    expect(asked.map((one) => one.request.teamsNeeded)).toEqual([2])
    await asked[0]?.answer({ kind: 'preview', preview: PREVIEW })
    expect(states.at(-1)).toEqual({ kind: 'shown', preview: PREVIEW, at: 12_000 })
    feed.want(request(2))
    expect(timers.every((timer) => timer.isCancelled)).toBe(true)
  })

  it('is the newest one: an older answer is broken off, and counts no more when it comes', async () => {
    feed.want(request(1))
    pass()
    feed.want(request(2))
    expect(asked[0]?.signal.aborted).toBe(true)
    pass()
    await asked[1]?.answer({ kind: 'preview', preview: PREVIEW })
    const shown = states.length
    await asked[0]?.answer({ kind: 'preview', preview: { ...PREVIEW, escalatedTo: '32' } })
    expect(states).toHaveLength(shown)
  })

  it('shows what was known before, as such, until the next is there', async () => {
    feed.want(request(1))
    pass()
    await asked[0]?.answer({ kind: 'preview', preview: PREVIEW })
    feed.want(request(2))
    expect(states.at(-1)).toEqual({ kind: 'asking', before: { preview: PREVIEW, at: 12_000 } })
  })

  it('is nothing as long as not enough is said', async () => {
    feed.want(request(1))
    pass()
    feed.want(null)
    expect(asked[0]?.signal.aborted).toBe(true)
    await asked[0]?.answer({ kind: 'preview', preview: PREVIEW })
    expect(kinds()).toEqual(['asking', 'none'])
  })

  it('waits as long as it is told where there were too many', async () => {
    feed.want(request(1))
    pass()
    await asked[0]?.answer({ kind: 'later', seconds: 17 })
    expect(states.at(-1)).toEqual({ kind: 'later', seconds: 17 })
    expect(pass()).toBe(17_000)
    await asked[1]?.answer({ kind: 'preview', preview: PREVIEW })
    expect(kinds().at(-1)).toBe('shown')
  })

  it('is asked for again where nobody answers', async () => {
    feed.want(request(1))
    pass()
    await asked[0]?.answer(null)
    expect(states.at(-1)).toEqual({ kind: 'away' })
    pass()
    expect(asked).toHaveLength(2)
  })

  it('says why it was refused, and does not ask the same again by itself', async () => {
    feed.want(request(1))
    pass()
    await asked[0]?.answer({ kind: 'refused', status: 403, problem: { detail: 'outside' } })
    expect(states.at(-1)).toEqual({ kind: 'refused', status: 403, problem: { detail: 'outside' } })
    expect(timers.every((timer) => timer.isCancelled)).toBe(true)
  })

  it('can be reckoned once more, for people move; not while it is being reckoned', async () => {
    feed.want(request(1))
    feed.again()
    expect(asked).toEqual([])
    pass()
    feed.again()
    expect(asked).toHaveLength(1)
    await asked[0]?.answer({ kind: 'preview', preview: PREVIEW })
    feed.again()
    expect(asked).toHaveLength(2)
  })

  it('ends with the form', async () => {
    feed.want(request(1))
    pass()
    feed.stop()
    await asked[0]?.answer({ kind: 'preview', preview: PREVIEW })
    expect(kinds()).toEqual(['asking'])
  })
})
