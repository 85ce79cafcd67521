// @vitest-environment node
import { expect, it } from 'vitest'
import { agreed, type Agreement, type Nothing, type Same } from './agreement'

/**
 * The compiler holds it, so it is the compiler that shows here that it would notice: a line that is expected not to
 * compile is a mistake once it does.
 */
it('would be noticed where two descriptions disagreed', () => {
  const same: Same<'THEFT' | 'BRAWL', 'BRAWL' | 'THEFT'> = true
  // @ts-expect-error -- the events know one more
  const fewer: Same<'THEFT', 'THEFT' | 'BRAWL'> = true
  // @ts-expect-error -- the API knows one more
  const more: Same<'THEFT' | 'BRAWL', 'THEFT'> = true
  // @ts-expect-error -- one of them says no values at all
  const vague: Same<string, 'THEFT'> = true
  const apart: Nothing<'/api/alerts' & '/api/teams'> = true
  // @ts-expect-error -- two services have one path
  const shared: Nothing<('/api/alerts' | '/api/teams') & ('/api/teams' | '/api/reports')> = true
  // @ts-expect-error -- something is not agreed on
  const short: Agreement = [true]

  expect([same, fewer, more, vague, apart, shared]).not.toContain(false)
  expect(short.length).toBeLessThan(agreed.length)
})
