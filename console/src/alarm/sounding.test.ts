// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { isOpen, type Alarm } from './alarm'
import { EMPTY_BOOK, enter, type Book } from './book'
import { anAlarm, bookOf, BY, FLOODED, linesIn, listen, seconds, T } from './examples'
import { figuresOf, floodOf } from './flood'
import { hears } from './hearing'

describe('sounding again', () => {
  it('is at once, when it goes one level up', () => {
    const alarm = anAlarm()
    const silenced = bookOf([{ ...alarm, acknowledged: BY }])
    const again = bookOf([{ ...alarm, level: 1 }])
    expect(isOpen({ ...alarm, level: 1 }, T)).toBe(true)
    const heard = listen((second) => (second < 60 ? silenced : again), 0, 70)
    expect(heard.map(({ at }) => at)).toEqual([60, 68])
    const louder = listen(
      (second) => bookOf([{ ...alarm, condition: 'NOT_MOVING', priority: 2, level: second < 12 ? 0 : 1 }]),
      0,
      20,
    )
    expect(louder.map(({ at }) => at)).toEqual([0, 12])
  })

  it.each([
    // desk, alarm's level, other desks that are open, hears it
    ['320371003209', 0, ['320371003209', '3203'], true],
    ['3203', 0, ['320371003209', '3203'], false],
    ['3203', 1, ['320371003209', '3203'], true],
    ['320371', 1, ['320371003209', '320371', '3203'], true],
    ['3203', 1, ['320371003209', '320371', '3203'], false],
    ['3203', 2, ['320371003209', '320371', '3203'], true],
    // Nobody is nearer than the city.
    ['3203', 0, ['3203'], true],
    ['3203', 0, [], true],
    // A desk elsewhere does not count.
    ['3203', 0, ['320302', '3203'], true],
    // A guest's alarm.
    ['320302', 0, ['3203'], true],
  ])('the desk of %s at level %i beside %j: %s', (own, level, present, expected) => {
    expect(hears(own, { jurisdiction: '320371003209', level }, present)).toBe(expected)
  })
})

describe('a flood', () => {
  it('is ten causes in ten minutes, and counts what is silent', () => {
    const nine = bookOf(FLOODED.slice(0, 9))
    const lines = linesIn(nine, T)
    expect(floodOf(nine.raised, lines, T)).toEqual({ isFlood: false, silenced: 0 })
    const ten = bookOf(FLOODED.slice(0, 10))
    const flooded = linesIn(ten, T)
    expect(floodOf(ten.raised, flooded, T)).toEqual({ isFlood: true, silenced: 10 })
    expect(floodOf(ten.raised, flooded, T + 600_000)).toEqual({ isFlood: false, silenced: 0 })
  })

  it('is none where one cause has fourteen alerts', () => {
    const out = anAlarm({ condition: 'DELIVERY_OUT', subject: '3203', alertId: null })
    const alarms = Array.from({ length: 14 }, (_, at) =>
      anAlarm({ subject: `alert-${at}`, since: seconds(at) }),
    )
    expect(bookOf([out, ...alarms]).raised).toHaveLength(1)
  })

  it('is in the figures of the desk for an hour', () => {
    const { raised } = bookOf([
      ...FLOODED,
      anAlarm(),
      anAlarm({ condition: 'NOT_MOVING', subject: 'alert-2' }),
    ])
    expect(figuresOf(raised, T)).toEqual({ high: 1, medium: 1, low: 12 })
    expect(figuresOf(raised, T + 3_600_000)).toEqual({ high: 0, medium: 0, low: 0 })
  })
})

describe('two hundred alerts in a minute', () => {
  const alarms = Array.from({ length: 200 }, (_, at) =>
    anAlarm({ subject: `alert-${at}`, since: T + Math.floor(at * 300) }),
  )
  /** As they come: asked for one second after the other. */
  function coming(list: readonly Alarm[]): (second: number) => Book {
    let book = EMPTY_BOOK
    let known = 0
    return (second) => {
      for (; known < list.length && (list[known]?.since ?? 0) <= seconds(second); known++) {
        book = enter(book, { kind: 'known', alarms: list.slice(0, known + 1) }, list[known]?.since ?? 0)
      }
      return book
    }
  }

  it('make one sound a cycle, when they are high', () => {
    const heard = listen(coming(alarms), 0, 64)
    expect(heard.map(({ at }) => at)).toEqual([0, 8, 16, 24, 32, 40, 48, 56, 64])
    expect(new Set(heard.map(({ sound }) => sound))).toEqual(new Set(['high']))
  })

  it('are silent after the flood has begun, when they are not', () => {
    const medium = alarms.map((alarm) => ({
      ...alarm,
      condition: 'NOT_MOVING' as const,
      priority: 2 as const,
    }))
    expect(listen(coming(medium), 0, 64)).toEqual([{ at: 0, sound: 'medium' }])
  })
})

describe('what is more urgent', () => {
  it('does not wait for the cycle of what is less', () => {
    const low = anAlarm({ condition: 'CLUE', subject: 'alert-1' })
    const high = anAlarm({ subject: 'alert-2', since: seconds(2) })
    const heard = listen((second) => bookOf(second < 2 ? [low] : [low, high]), 0, 11)
    expect(heard).toEqual([
      { at: 0, sound: 'low' },
      { at: 2, sound: 'high' },
      { at: 10, sound: 'high' },
    ])
  })

  it('of one line begins it anew', () => {
    const low = anAlarm({ condition: 'WAVE_SHORT' })
    const high = anAlarm({ condition: 'WAVES_USED_UP', since: seconds(20) })
    const heard = listen((second) => bookOf(second < 20 ? [low] : [low, high]), 0, 22)
    expect(heard).toEqual([
      { at: 0, sound: 'low' },
      { at: 20, sound: 'high' },
    ])
  })
})
