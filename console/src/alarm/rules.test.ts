// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { CONDITIONS, type AlarmCondition } from '../api/alarms'
import { priorityOf, remediesOf, type Alarm, type Priority } from './alarm'
import { allOf, EMPTY_BOOK, enter, type Book } from './book'
import { anAlarm, bookOf, BY, FLOODED, linesIn, listen, seconds, T } from './examples'
import { linesOf } from './lines'

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
    make: (alarm) => [{ ...alarm, id: `${alarm.id}-0`, since: T - 60_000, goneAt: T - 30_000 }, alarm],
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
    const lines = linesIn(book, T)
    const found = lines.find((one) =>
      one.alarms.some((other) => other.condition === condition && other.subject === alarm.subject),
    )
    expect(
      found === undefined ? null : { open: found.isOpen, gone: found.isGone, again: found.cameBack },
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
    const [line, ...others] = linesIn(book, seconds(10))
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
    const before = linesIn(bookOf(alarms), seconds(20))
    expect(before).toHaveLength(14)
    const out = anAlarm({ condition: 'DELIVERY_OUT', subject: '3203', alertId: null, since: seconds(15) })
    const lines = linesIn(bookOf([...alarms, out]), seconds(20))
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
  const alarm = anAlarm()

  it('within ten seconds is one alarm: nothing sounds anew', () => {
    const gone = bookOf([{ ...alarm, goneAt: seconds(3) }])
    const heard = listen((second) => (second < 3 || second > 5 ? bookOf([alarm]) : gone), 0, 10)
    expect(heard.map(({ at }) => at)).toEqual([0, 8])
  })

  it('within ten seconds counts once, also when it was in hand and gone', () => {
    const inHand = { ...alarm, acknowledged: BY }
    let book = bookOf([alarm])
    for (const next of [inHand, { ...inHand, goneAt: seconds(3) }, inHand]) {
      book = enter(book, { kind: 'known', alarms: [next] }, seconds(5))
    }
    expect(book.raised).toHaveLength(1)
    expect(linesIn(book, seconds(5))).toMatchObject([{ isOpen: false, isGone: false }])
  })

  it('after more is another alarm that came back, and counts and sounds', () => {
    const before = { ...alarm, goneAt: seconds(9) }
    const after = anAlarm({ id: 'NOBODY_REACHED:alert-415:e2', since: seconds(30) })
    const book = bookOf([before, after])
    expect(linesIn(book, seconds(30))).toMatchObject([{ first: after, cameBack: 1, isGone: false }])
    const lived = enter(
      enter(bookOf([alarm]), { kind: 'known', alarms: [before] }, seconds(9)),
      { kind: 'known', alarms: [before, after] },
      seconds(30),
    )
    expect(lived.raised).toHaveLength(2)
  })

  it('unseen it stays, struck through, until it is acknowledged', () => {
    const gone = { ...alarm, goneAt: seconds(5) }
    expect(linesIn(bookOf([gone]), seconds(900))).toMatchObject([{ isGone: true, isOpen: true }])
    expect(linesIn(bookOf([{ ...gone, acknowledged: BY }]), seconds(900))).toEqual([])
  })

  it('one of a cause leaves the others without a new call', () => {
    const short = anAlarm({ condition: 'WAVE_SHORT' })
    const nobody = anAlarm({ since: seconds(4) })
    const book = enter(bookOf([short, nobody]), { kind: 'known', alarms: [nobody] }, seconds(20))
    expect(book.raised).toHaveLength(1)
  })
})

describe('what the page itself finds', () => {
  const own = anAlarm({ condition: 'REPORT_OVERDUE', subject: 'r1', alertId: null, isOwn: true })

  function find(book: Book, second: number, ...alarms: Alarm[]): Book {
    return enter(book, { kind: 'own', alarms }, seconds(second))
  }

  it('stays unseen when it is gone, and may flicker', () => {
    const gone = find(find(EMPTY_BOOK, 0, own), 5)
    expect(linesIn(gone, seconds(6))).toMatchObject([{ isGone: true, isOpen: true }])
    expect(find(gone, 15, own).own.get(own.id)).toMatchObject({ goneAt: null, cameBack: 0 })
    const back = find(gone, 16, own)
    expect(back.own.get(own.id)).toMatchObject({ goneAt: null, cameBack: 1 })
    expect(back.raised).toHaveLength(2)
    expect(find(find(gone, 6), 7).own).toEqual(gone.own)
  })

  it('is silent while it is in hand, and gone with its cause', () => {
    const silent = enter(find(EMPTY_BOOK, 0, own), { kind: 'own-acknowledged', id: own.id, by: BY }, T)
    expect(linesIn(silent, T)).toMatchObject([{ isOpen: false, isGone: false }])
    const gone = find(silent, 5)
    expect(linesIn(gone, seconds(5))).toEqual([])
    expect(find(gone, 9, own).own.get(own.id)).toMatchObject({ acknowledged: BY, goneAt: null })
    expect(find(find(gone, 16), 17, own).own.get(own.id)).toMatchObject({ acknowledged: null })
  })

  it('goes when it is seen', () => {
    const gone = find(find(EMPTY_BOOK, 0, own), 5)
    const seen = enter(gone, { kind: 'own-acknowledged', id: own.id, by: BY }, seconds(6))
    expect(linesIn(seen, seconds(6))).toEqual([])
  })

  it('is in hand for all desks once the service tells so, and seen with its end', () => {
    const known = { ...own, id: 'REPORT_OVERDUE:r1:e9', isOwn: false, acknowledged: BY }
    const inHand = find(bookOf([known]), 1, own)
    expect(linesIn(inHand, seconds(1))).toMatchObject([{ isOpen: false, isGone: false }])
    // Whichever end is told first, it calls for nobody again.
    const ended = { ...known, goneAt: seconds(5) }
    expect(linesIn(find(inHand, 5), seconds(5))).toMatchObject([{ isOpen: false }])
    const toldFirst = enter(inHand, { kind: 'known', alarms: [ended] }, seconds(5))
    expect(linesIn(toldFirst, seconds(5))).toEqual([])
    const over = find(toldFirst, 6)
    expect(over.own.size).toBe(0)
    expect(linesIn(find(over, 60, { ...own, since: seconds(60) }), seconds(60))).toMatchObject([
      { isOpen: true },
    ])
  })

  it('is the service’s where that has found it, too', () => {
    const known = { ...own, id: 'REPORT_OVERDUE:r1:e9', isOwn: false }
    const book = find(bookOf([known]), 1, own)
    expect(allOf(book)).toEqual([known])
    expect(allOf(enter(book, { kind: 'known', alarms: [] }, seconds(2)))).toEqual([own])
  })
})
