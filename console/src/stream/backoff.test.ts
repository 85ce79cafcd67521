// @vitest-environment node
import { expect, it } from 'vitest'
import { LONGEST_WAIT_MS, retryAfter, waitBeforeTry } from './backoff'

it('waits as long as the server asks for, at least', () => {
  expect(waitBeforeTry(0, 2000, 0)).toBe(2000)
  expect(waitBeforeTry(0, 60_000, 0.9)).toBe(60_000)
})

it('waits longer each time, up to a limit, however often it has failed', () => {
  const waits = [0, 1, 2, 3, 4, 100].map((failures) => waitBeforeTry(failures, 2000, 0.999_999))
  expect(waits).toEqual([2000, 4000, 8000, 16_000, LONGEST_WAIT_MS, LONGEST_WAIT_MS])
})

it('does not come back at the same moment as all others', () => {
  expect(waitBeforeTry(3, 2000, 0)).toBe(8000)
  expect(waitBeforeTry(3, 2000, 0.5)).toBe(12_000)
})

it('reads seconds and dates, and nothing else', () => {
  const now = Date.parse('2022-03-12T01:15:00Z')
  expect(retryAfter('7', now)).toBe(7000)
  expect(retryAfter('Sat, 12 Mar 2022 01:15:09 GMT', now)).toBe(9000)
  expect(retryAfter('Sat, 12 Mar 2022 01:14:00 GMT', now)).toBe(0)
  expect(retryAfter('soon', now)).toBeNull()
  expect(retryAfter('', now)).toBeNull()
  expect(retryAfter(null, now)).toBeNull()
})
