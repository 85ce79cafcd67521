// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { streamEvent } from '../../stream/world'
import { frequencies } from './alarm-figures'
import { deskOf } from '../../api/desks'
import { rowsOf } from './desk-figures'
import { figuresOf, findingsOf } from './findings'
import {
  HOUR_MS,
  beyondSince,
  pointsOf,
  withReading,
  type FigureView,
  type History,
  type ServiceView,
  type SystemView,
} from './history'

const NOON = Date.parse('2022-03-12T04:00:00Z')

function service(name: ServiceView['service'], part: Partial<ServiceView> = {}): ServiceView {
  return { service: name, status: 'up', since: '2022-03-12T00:00:00Z', figures: [], ...part }
}

function system(services: ServiceView[], at = NOON): SystemView {
  return { at: new Date(at).toISOString(), services, gateway: { streams: 0 } }
}

const letters = (value: number): FigureView => ({ name: 'dead-letters-waiting', value, unit: '1', limit: 0 })

describe('the last hour', () => {
  it('is kept for each figure, and no longer', () => {
    let history: History = new Map()
    for (let minutes = 0; minutes <= 90; minutes++) {
      history = withReading(
        history,
        system([service('report', { figures: [letters(minutes)] })], NOON + minutes * 60_000),
      )
    }
    const samples = history.get('report/dead-letters-waiting') ?? []
    expect(samples).toHaveLength(61)
    expect(samples[0]?.value).toBe(30)
  })

  it('has a reading once, however often it is asked for', () => {
    const view = system([service('report', { figures: [letters(1)] })])
    expect(withReading(withReading(new Map(), view), view).get('report/dead-letters-waiting')).toHaveLength(1)
  })

  it('says since when a figure has been beyond its limit', () => {
    const samples = [5, 0, 3, 4].map((value, i) => ({ at: i, value }))
    expect(beyondSince(samples, 0)).toBe(2)
    expect(beyondSince(samples, 4)).toBeNull()
    expect(beyondSince([], 0)).toBeNull()
  })

  it('is drawn from left to right, up to the limit or beyond it', () => {
    const samples = [
      { at: NOON - HOUR_MS, value: 0 },
      { at: NOON - HOUR_MS / 2, value: 5 },
      { at: NOON, value: 10 },
    ]
    expect(pointsOf(samples, NOON, undefined, 100, 20)).toBe('0.0,20.0 50.0,10.0 100.0,0.0')
    expect(pointsOf(samples, NOON, 20, 100, 20)).toBe('0.0,20.0 50.0,15.0 100.0,10.0')
    expect(pointsOf([{ at: NOON, value: 0 }], NOON, 0, 100, 20)).toBe('100.0,20.0')
  })
})

describe('what to look at', () => {
  it('is nothing when all are ready and within their limits', () => {
    expect(findingsOf(system([service('dispatch', { figures: [letters(0)] })]), new Map())).toEqual([])
  })

  it('is first what gives no answer, then what can’t work, then what is beyond a limit', () => {
    const view = system([
      service('dispatch', { figures: [letters(3)] }),
      service('report', { status: 'not-ready' }),
      service('volunteer'),
      service('notification', { status: 'away', since: '2022-03-12T03:40:00Z' }),
    ])
    const history = withReading(new Map(), view)
    expect(findingsOf(view, history).map((one) => [one.service, one.status, one.since])).toEqual([
      ['notification', 'away', Date.parse('2022-03-12T03:40:00Z')],
      ['report', 'not-ready', Date.parse('2022-03-12T00:00:00Z')],
      ['dispatch', 'up', NOON],
    ])
  })

  it('counts dead letters that wait, not those that were ever put aside', () => {
    const ever: FigureView = { name: 'dead-letters', value: 7, unit: '1', limit: 0 }
    expect(figuresOf(service('report', { figures: [ever, letters(0)] }))).toEqual([letters(0)])
    expect(figuresOf(service('report', { figures: [ever] }))).toEqual([ever])
  })
})

describe('desks', () => {
  const changed = streamEvent({
    type: 'desk.changed.v1',
    topic: 'notification.desks',
    key: 'desk-1',
    event: {
      deskId: 'desk-1',
      account: 'li',
      name: '李娜',
      jurisdiction: '3203',
      sound: false,
      alarms: { high: 1, medium: 2, low: 4 },
    },
  })

  it('with more than one alarm in ten minutes have too many, and come first', () => {
    const base = { account: 'a', jurisdiction: '3203', sound: true }
    const rows = rowsOf([
      { ...base, deskId: '1', name: 'calm', alarms: { high: 0, medium: 1, low: 5 } },
      { ...base, deskId: '2', name: 'flooded', alarms: { high: 1, medium: 1, low: 5 } },
    ])
    expect(rows.map(({ name, total, isTooMany }) => [name, total, isTooMany])).toEqual([
      ['flooded', 7, true],
      ['calm', 6, false],
    ])
  })

  it('come and go by the stream', () => {
    expect(deskOf(changed)).toMatchObject({
      deskId: 'desk-1',
      desk: { name: '李娜', alarms: { high: 1, medium: 2, low: 4 } },
    })
    expect(deskOf({ ...changed, type: 'desk.gone.v1' })).toEqual({ deskId: 'desk-1', desk: 'gone' })
    expect(deskOf(streamEvent())).toBeNull()
  })

  it.each([
    [undefined, { high: 0, medium: 0, low: 0 }],
    [
      { high: '3', low: 2 },
      { high: 0, medium: 0, low: 2 },
    ],
  ])('that say %j of their alarms have %j', (alarms, counts) => {
    const said = deskOf({ ...changed, event: { ...changed.event, alarms } })
    expect(said?.desk).toMatchObject({ alarms: counts })
  })
})

describe('conditions', () => {
  it('are counted over the last hour, the most frequent first', () => {
    const raised = [
      { at: NOON - HOUR_MS - 1, condition: 'CLUE' },
      { at: NOON - 5, condition: 'CLUE' },
      { at: NOON - 4, condition: 'WAVE_SHORT' },
      { at: NOON - 3, condition: 'WAVE_SHORT' },
    ]
    expect(frequencies(raised, NOON)).toEqual([
      { condition: 'WAVE_SHORT', count: 2 },
      { condition: 'CLUE', count: 1 },
    ])
  })
})
