// @vitest-environment node
import { describe, expect, it } from 'vitest'
import {
  CATEGORIES,
  alertRequest,
  cut,
  emptyDraft,
  headlineOf,
  keyFor,
  missingOf,
  placeName,
  previewRequest,
  severityOf,
  triageRequest,
  type IssueDraft,
} from './draft'

function draft(part: Partial<IssueDraft> = {}): IssueDraft {
  return {
    ...emptyDraft(),
    place: { latitude: 34.29247, longitude: 117.33915, datum: 'GCJ02', name: 'Mazhuang 1' },
    jurisdiction: '320371003209',
    jurisdictionName: 'Xizhu',
    category: 'THEFT',
    ...part,
  }
}

const join = (category: string, where: string): string => `${where}: ${category}`

describe('a new alert', () => {
  it('has eight kinds, one for each key', () => {
    expect(CATEGORIES).toHaveLength(8)
  })

  it('proposes how severe it is, until somebody knows better', () => {
    expect(severityOf(draft())).toBe('MINOR')
    expect(severityOf(draft({ category: 'DROWNING' }))).toBe('EXTREME')
    expect(severityOf(draft({ category: 'DROWNING', severity: 'MINOR' }))).toBe('MINOR')
  })

  it('is called by where it is, as somebody has said it, else by the best name there is', () => {
    expect(placeName(draft({ address: ' the shop ' }))).toBe('the shop')
    expect(placeName(draft())).toBe('Mazhuang 1')
    expect(placeName(draft({ place: null }))).toBe('Xizhu')
    expect(headlineOf(draft({ address: 'the shop' }), join)).toBe('the shop: THEFT')
    expect(headlineOf(draft({ category: null }), join)).toBe('')
    expect(headlineOf(draft({ headline: ' Red e-bike ' }), join)).toBe('Red e-bike')
  })

  it('is never longer than may be sent, nor ends in half a sign', () => {
    expect(headlineOf(draft({ address: 'x'.repeat(300) }), join)).toHaveLength(200)
    expect(cut('🚲🚲', 4)).toBe('🚲🚲')
    expect(cut('🚲🚲🚲', 4)).toBe('🚲…')
  })

  it('says what is missing', () => {
    expect(missingOf(emptyDraft(), '')).toEqual(['where', 'what'])
    expect(missingOf(draft({ jurisdiction: '' }), 'x')).toEqual(['where'])
    expect(missingOf(draft(), '')).toEqual(['headline'])
    expect(missingOf(draft(), 'x')).toEqual([])
    expect(alertRequest(draft(), '')).toBeNull()
    expect(previewRequest(emptyDraft())).toBeNull()
  })

  it('goes with the datum of its numbers and one need at most', () => {
    expect(alertRequest(draft({ address: ' shop ', description: ' red ' }), 'Red e-bike')).toEqual({
      category: 'THEFT',
      severity: 'MINOR',
      headline: 'Red e-bike',
      description: 'red',
      location: { latitude: 34.29247, longitude: 117.33915, crs: 'GCJ02' },
      address: 'shop',
      jurisdiction: '320371003209',
    })
    expect(alertRequest(draft({ need: 'teams', needed: 3 }), 'x')).toMatchObject({ teamsNeeded: 3 })
    expect(alertRequest(draft({ need: 'people', needed: 30 }), 'x')).toMatchObject({ peopleNeeded: 30 })
    expect(alertRequest(draft({ exercise: true, outside: true }), 'x')).toMatchObject({
      exercise: true,
      outside: true,
    })
  })

  it('is previewed by what decides whom it calls: a letter more in a text is no other preview', () => {
    const before = previewRequest(draft())
    expect(previewRequest(draft({ headline: 'x', description: 'y', address: 'z' }))).toEqual(before)
    expect(previewRequest(draft({ category: 'BRAWL' }))).not.toEqual(before)
    expect(previewRequest(draft({ need: 'teams' }))).not.toEqual(before)
  })

  it('made of a report leaves to the report what nobody has changed, and is no exercise', () => {
    const request = triageRequest(draft({ exercise: true }), 'Red e-bike')
    expect(request).toEqual({
      decision: 'ALERT',
      category: 'THEFT',
      severity: 'MINOR',
      headline: 'Red e-bike',
      location: { latitude: 34.29247, longitude: 117.33915, crs: 'GCJ02' },
      jurisdiction: '320371003209',
    })
    expect(triageRequest(draft({ description: 'x', address: 'y' }), 'z')).toMatchObject({
      description: 'x',
      address: 'y',
    })
  })

  it('keeps its number as long as it is the same alert', () => {
    const request = { a: 1 }
    const once = keyFor({ sent: null }, request)
    expect(keyFor({ sent: once }, { a: 1 })).toBe(once)
    expect(keyFor({ sent: once }, { a: 2 }).key).not.toBe(once.key)
  })
})
