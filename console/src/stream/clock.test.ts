// @vitest-environment node
import { expect, it } from 'vitest'
import { isNoticeable, skewOf } from './clock'
import { NOTHING_YET, type StreamState } from './messages'
import { asSeenFrom, onTheServersClock } from './staleness'

const NOON = Date.parse('2022-03-12T12:00:00Z')

it('finds how far this machine is behind', () => {
  const date = 'Sat, 12 Mar 2022 12:00:10 GMT'
  expect(skewOf(date, NOON, NOON + 1000)).toBe(10_000)
  expect(skewOf(date, NOON + 20_000, NOON + 21_000)).toBe(-10_000)
  expect(skewOf(null, NOON, NOON)).toBeNull()
  expect(skewOf('noon', NOON, NOON)).toBeNull()
})

it('tells of two seconds and more', () => {
  expect([null, 0, 1999, -1999, 2000, -2000].map(isNoticeable)).toEqual([
    false,
    false,
    false,
    false,
    true,
    true,
  ])
})

const live: StreamState = { ...NOTHING_YET, link: 'live', heardAt: NOON }

it('does not believe a stream that says nothing for a minute', () => {
  expect(asSeenFrom(live, NOON + 60_000)).toBe(live)
  expect(asSeenFrom(live, NOON + 60_001)).toEqual({ ...live, link: 'lost', lostSince: NOON })
  const lost: StreamState = { ...live, link: 'lost', lostSince: NOON - 5000 }
  expect(asSeenFrom(lost, NOON + 600_000)).toBe(lost)
})

it('moves times to the server’s clock only where this one is wrong', () => {
  expect(onTheServersClock({ ...live, skew: 1900 })).toEqual({ ...live, skew: 1900 })
  const back = { at: NOON, events: 3 }
  expect(onTheServersClock({ ...live, skew: -5000, lostSince: NOON, retryAt: NOON, back })).toEqual({
    ...live,
    skew: -5000,
    heardAt: NOON - 5000,
    lostSince: NOON - 5000,
    retryAt: NOON - 5000,
    back: { at: NOON - 5000, events: 3 },
  })
})
