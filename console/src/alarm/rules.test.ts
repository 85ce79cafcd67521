// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { CONDITIONS, type AlarmCondition } from '../api/alarms'
import { isOpen, priorityOf, remediesOf, type Alarm, type Priority } from './alarm'
import { EMPTY_BOOK, enter, type Book } from './book'
import { anAlarm, seconds, T } from './examples'
import { figuresOf, floodOf } from './flood'
import { hears } from './hearing'
import { linesOf } from './lines'
import { nextSound, NOTHING_SOUNDED, type AlarmSound } from './sounding'

function bookOf(alarms: readonly Alarm[]): Book {
  return alarms.reduce((book, alarm) => enter(book, { kind: 'raised', alarm }, alarm.since), EMPTY_BOOK)
}

/** What a desk hears in some seconds, once a second. */
function listen(
  book: (second: number) => Book,
  from: number,
  to: number,
  isHeard: (alarm: Alarm) => boolean = () => true,
): { at: number; sound: AlarmSound }[] {
  let sounded = NOTHING_SOUNDED
  const heard: { at: number; sound: AlarmSound }[] = []
  for (let second = from; second <= to; second++) {
    const now = seconds(second)
    const { alarms, raised } = book(second)
    const lines = linesOf(alarms.values(), now)
    const { isFlood } = floodOf(raised, lines, now)
    const next = nextSound(sounded, lines, { isFlood, hears: isHeard }, now)
    sounded = next.sounded
    if (next.sound !== null) {
      heard.push({ at: second, sound: next.sound })
    }
  }
  return heard
}

const PRIORITIES: Readonly<Record<AlarmCondition, Priority>> = {
  HELP_CALLED: 1,
  DELIVERY_OUT: 1,
  NOBODY_REACHED: 1,
  ALERT_STUCK: 1,
  TARGET_PASSED: 1,
  WAVES_USED_UP: 1,
  ESCALATION_OPEN: 1,
  STREAM_LOST: 1,
  TEAM_GONE: 2,
  NOT_MOVING: 2,
  REPORT_OVERDUE: 2,
  CONSUMER_LAGS: 2,
  OUTBOX_AGES: 2,
  LEAD_GONE: 2,
  WAVE_SHORT: 3,
  TEAM_REPLACED: 3,
  CLUE: 3,
}
const FLOODED = Array.from({ length: 12 }, (_, at) =>
  anAlarm({ condition: 'CLUE', subject: `alert-flood-${at}`, id: `CLUE:flood-${at}:e`, since: T - 60_000 }),
)
const BY = { name: 'Zhang', at: T }
const SHELVING = { name: 'Li', at: T, until: seconds(300), reason: 'radio works' }

/**
 * Each condition in each situation: what is shown of it, and how often it sounds in a hundred seconds. High sounds each
 * 8 s, medium three times, 30 s apart, low once.
 */
const SITUATIONS: readonly {
  name: string
  make: (alarm: Alarm) => readonly Alarm[]
  sounds: Readonly<Record<Priority, number>>
  line: { open: boolean; gone: boolean; again: number } | null
}[] = [
  { name: 'alone', make: (alarm) => [alarm], sounds: { 1: 13, 2: 3, 3: 1 }, line: shown() },
  {
    name: 'in a flood',
    make: (alarm) => [...FLOODED, alarm],
    sounds: { 1: 13, 2: 0, 3: 0 },
    line: shown(),
  },
  {
    name: 'acknowledged',
    make: (alarm) => [{ ...alarm, acknowledged: BY }],
    sounds: { 1: 0, 2: 0, 3: 0 },
    line: shown({ open: false }),
  },
  {
    name: 'shelved',
    make: (alarm) => [{ ...alarm, shelved: SHELVING }],
    sounds: { 1: 0, 2: 0, 3: 0 },
    line: null,
  },
  {
    name: 'whose shelving has ended',
    make: (alarm) => [{ ...alarm, shelved: { ...SHELVING, until: T - 1 } }],
    sounds: { 1: 13, 2: 3, 3: 1 },
    line: shown(),
  },
  {
    name: 'gone before anybody saw it',
    make: (alarm) => [{ ...alarm, goneAt: T }],
    sounds: { 1: 0, 2: 0, 3: 0 },
    line: shown({ gone: true }),
  },
  {
    name: 'that came back',
    make: (alarm) => [
      { ...alarm, id: `${alarm.id}-0`, since: T - 60_000, goneAt: T - 30_000 },
      alarm,
    ],
    sounds: { 1: 13, 2: 3, 3: 1 },
    line: shown({ again: 1 }),
  },
]

function shown(part: Partial<{ open: boolean; gone: boolean; again: number }> = {}) {
  return { open: true, gone: false, again: 0, ...part }
}

describe.each(SITUATIONS)('an alarm $name', ({ make, sounds, line }) => {
  it.each(CONDITIONS)('of %s', (condition) => {
    const priority = priorityOf(condition, true)
    expect(priority).toBe(PRIORITIES[condition])
    const alarm = anAlarm({ condition })
    const book = bookOf(make(alarm))
    const lines = linesOf(book.alarms.values(), T)
    const found = lines.find((one) => one.alarms.some((other) => other.condition === condition && other.subject === alarm.subject))
    expect(
      found === undefined
        ? null
        : { open: found.isOpen, gone: found.isGone, again: found.first.cameBack },
    ).toEqual(line)
    const heard = listen(() => book, 0, 100).map(({ sound }) => sound)
    const expected = condition === 'STREAM_LOST' ? 'lost' : { 1: 'high', 2: 'medium', 3: 'low' }[priority]
    expect(heard).toEqual(Array.from({ length: sounds[priority] }, () => expected))
  })
})

it('a target that is passed is high where lives are at stake, else medium', () => {
  expect(priorityOf('TARGET_PASSED', true)).toBe(1)
  expect(priorityOf('TARGET_PASSED', false)).toBe(2)
})

it('each condition says what is done about it', () => {
  for (const condition of CONDITIONS) {
    expect(remediesOf(condition).length, condition).toBeGreaterThan(0)
  }
})

describe('first-out', () => {
  it('names the first alarm of an alert and counts the others', () => {
    const book = bookOf([
      anAlarm({ condition: 'WAVE_SHORT', since: seconds(0) }),
      anAlarm({ condition: 'NOBODY_REACHED', since: seconds(5) }),
      anAlarm({ condition: 'TARGET_PASSED', since: seconds(9) }),
    ])
    const [line, ...others] = linesOf(book.alarms.values(), seconds(10))
    expect(others).toEqual([])
    expect(line?.first.condition).toBe('WAVE_SHORT')
    expect(line?.alarms).toHaveLength(3)
    // It is as urgent as the most urgent of them.
    expect(line?.priority).toBe(1)
    expect(book.raised).toHaveLength(1)
  })

  it('takes what follows from lost delivery for one, whatever was seen first', () => {
    const alarms = Array.from({ length: 14 }, (_, at) =>
      anAlarm({
        condition: at % 2 === 0 ? 'NOBODY_REACHED' : 'TEAM_REPLACED',
        subject: `alert-${at}`,
        since: seconds(at),
      }),
    )
    const before = linesOf(bookOf(alarms).alarms.values(), seconds(20))
    expect(before).toHaveLength(14)
    const out = anAlarm({ condition: 'DELIVERY_OUT', subject: '3203', alertId: null, since: seconds(15) })
    const lines = linesOf(bookOf([...alarms, out]).alarms.values(), seconds(20))
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatchObject({ first: out, alerts: 14, priority: 1 })
  })

  it('says that an alert is stuck by itself, or because a service does not get on', () => {
    const stuck = anAlarm({ condition: 'ALERT_STUCK' })
    const other = anAlarm({ condition: 'ALERT_STUCK', subject: 'alert-416' })
    expect(linesOf([stuck, other], T)).toHaveLength(2)
    const lags = anAlarm({ condition: 'CONSUMER_LAGS', subject: 'dispatch', since: seconds(3) })
    const lines = linesOf([stuck, other, lags], seconds(4))
    expect(lines.map(({ first, alerts }) => [first.condition, alerts])).toEqual([['CONSUMER_LAGS', 2]])
  })

  it('never hides a call for help', () => {
    const lines = linesOf(
      [
        anAlarm({ condition: 'NOBODY_REACHED', since: seconds(0) }),
        anAlarm({ condition: 'HELP_CALLED', subject: 'task-1', alertId: 'alert-415', since: seconds(8) }),
        anAlarm({ condition: 'DELIVERY_OUT', subject: '3203', alertId: null, since: seconds(2) }),
      ],
      seconds(9),
    )
    expect(lines.map(({ first }) => first.condition)).toEqual(['HELP_CALLED', 'DELIVERY_OUT'])
  })

  it('puts what asks for somebody before what is acknowledged, and that before what is gone', () => {
    const lines = linesOf(
      [
        anAlarm({ subject: 'alert-1', goneAt: seconds(1) }),
        anAlarm({ subject: 'alert-2', acknowledged: BY }),
        anAlarm({ subject: 'alert-3', condition: 'CLUE' }),
        anAlarm({ subject: 'alert-4', condition: 'NOT_MOVING' }),
        anAlarm({ subject: 'alert-5', since: seconds(2) }),
        anAlarm({ subject: 'alert-6', since: seconds(1) }),
      ],
      seconds(3),
    )
    expect(lines.map(({ first }) => first.subject.slice(-1)).join('')).toBe('654321')
  })
})

describe('coming and going', () => {
  const first = anAlarm({ id: 'NOBODY_REACHED:alert-415:e1' })
  const second = anAlarm({ id: 'NOBODY_REACHED:alert-415:e2', since: seconds(30) })

  function goneAt(second_: number, book: Book): Book {
    return enter(book, { kind: 'gone', id: first.id }, seconds(second_))
  }

  it('within ten seconds is one alarm: nothing begins anew', () => {
    const book = enter(goneAt(20, bookOf([first])), { kind: 'raised', alarm: second }, seconds(30))
    expect([...book.alarms.values()]).toMatchObject([{ id: second.id, since: T, cameBack: 0, goneAt: null }])
    expect(book.raised).toHaveLength(1)
  })

  it('within ten seconds stays silent when it was acknowledged', () => {
    const silenced = enter(bookOf([first]), { kind: 'acknowledged', id: first.id, by: BY }, T)
    const book = enter(goneAt(20, silenced), { kind: 'raised', alarm: second }, seconds(30))
    expect(book.alarms.get(second.id)?.acknowledged).toEqual(BY)
  })

  it('after more is another alarm that came back, and counts', () => {
    const book = enter(goneAt(19, bookOf([first])), { kind: 'raised', alarm: second }, seconds(30))
    expect([...book.alarms.values()]).toMatchObject([{ id: second.id, since: seconds(30), cameBack: 1 }])
    expect(book.raised).toHaveLength(2)
  })

  it('unseen it stays, struck through, until it is acknowledged', () => {
    const gone = goneAt(5, bookOf([first]))
    expect(linesOf(gone.alarms.values(), seconds(900))).toMatchObject([{ isGone: true, isOpen: true }])
    const seen = enter(gone, { kind: 'acknowledged', id: first.id, by: BY }, seconds(901))
    expect(seen.alarms.size).toBe(0)
  })

  it('acknowledged it goes with its cause', () => {
    const silenced = enter(bookOf([first]), { kind: 'acknowledged', id: first.id, by: BY }, T)
    expect(linesOf(silenced.alarms.values(), T)).toMatchObject([{ isOpen: false, isGone: false }])
    expect(goneAt(5, silenced).alarms.size).toBe(0)
  })

  it('told twice is told once', () => {
    const once = bookOf([first])
    const twice = enter(once, { kind: 'raised', alarm: first }, seconds(1))
    expect(twice).toEqual(once)
    expect(goneAt(6, goneAt(5, twice))).toEqual(goneAt(5, twice))
  })
})

describe('a snapshot', () => {
  it('takes what the service no longer has, and leaves what the page itself has found', () => {
    const own = anAlarm({ condition: 'REPORT_OVERDUE', subject: 'r1', alertId: null, isOwn: true })
    const book = enter(bookOf([anAlarm(), own]), { kind: 'snapshot', alarms: [] }, seconds(1))
    expect([...book.alarms.values()]).toEqual([own])
  })

  it('does not make two of what both have found', () => {
    const server = anAlarm({ condition: 'REPORT_OVERDUE', subject: 'r1', alertId: null })
    const own = { ...server, id: 'REPORT_OVERDUE:r1:r1', isOwn: true }
    expect([...bookOf([server, own]).alarms.keys()]).toEqual([server.id])
    expect([...bookOf([own, server]).alarms.keys()]).toEqual([server.id])
  })
})

describe('sounding again', () => {
  it('is one level up, and nobody has acknowledged it any more', () => {
    const alarm = anAlarm()
    const silenced = enter(bookOf([alarm]), { kind: 'acknowledged', id: alarm.id, by: BY }, T)
    const again = enter(silenced, { kind: 'sounded-again', id: alarm.id, level: 1 }, seconds(60))
    expect(again.alarms.get(alarm.id)).toMatchObject({ level: 1, acknowledged: null })
    expect(isOpen(again.alarms.get(alarm.id) ?? alarm, seconds(60))).toBe(true)
    const heard = listen((second) => (second < 60 ? silenced : again), 0, 70)
    expect(heard.map(({ at }) => at)).toEqual([60, 68])
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
    const lines = linesOf(nine.alarms.values(), T)
    expect(floodOf(nine.raised, lines, T)).toEqual({ isFlood: false, silenced: 0 })
    const ten = bookOf(FLOODED.slice(0, 10))
    const flooded = linesOf(ten.alarms.values(), T)
    expect(floodOf(ten.raised, flooded, T)).toEqual({ isFlood: true, silenced: 10 })
    expect(floodOf(ten.raised, flooded, T + 600_000)).toEqual({ isFlood: false, silenced: 0 })
  })

  it('is none where one cause has fourteen alerts', () => {
    const out = anAlarm({ condition: 'DELIVERY_OUT', subject: '3203', alertId: null })
    const alarms = Array.from({ length: 14 }, (_, at) => anAlarm({ subject: `alert-${at}`, since: seconds(at) }))
    expect(bookOf([out, ...alarms]).raised).toHaveLength(1)
  })

  it('is in the figures of the desk for an hour', () => {
    const { raised } = bookOf([...FLOODED, anAlarm(), anAlarm({ condition: 'NOT_MOVING', subject: 'alert-2' })])
    expect(figuresOf(raised, T)).toEqual({ high: 1, medium: 1, low: 12 })
    expect(figuresOf(raised, T + 3_600_000)).toEqual({ high: 0, medium: 0, low: 0 })
  })
})

describe('two hundred alerts in a minute', () => {
  const alarms = Array.from({ length: 200 }, (_, at) =>
    anAlarm({ subject: `alert-${at}`, since: T + Math.floor(at * 300) }),
  )
  function after(list: readonly Alarm[], second: number): Book {
    return bookOf(list.filter((alarm) => alarm.since <= seconds(second)))
  }

  it('make one sound a cycle, when they are high', () => {
    const heard = listen((second) => after(alarms, second), 0, 64)
    expect(heard.map(({ at }) => at)).toEqual([0, 8, 16, 24, 32, 40, 48, 56, 64])
    expect(new Set(heard.map(({ sound }) => sound))).toEqual(new Set(['high']))
  })

  it('are silent after the flood has begun, when they are not', () => {
    const medium = alarms.map((alarm) => ({ ...alarm, condition: 'NOT_MOVING' as const, priority: 2 as const }))
    expect(listen((second) => after(medium, second), 0, 64)).toEqual([{ at: 0, sound: 'medium' }])
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
