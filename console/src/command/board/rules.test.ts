import { beforeEach, describe, expect, it } from 'vitest'
import { eventNames } from '../../api/generated/event-names'
import { speak, texts } from '../../text'
import { contactStories, shownState } from './contact-story'
import { changeableOf, differences, lastChange, patchOf } from './detail-changes'
import { LONGEST_LINE, SPEECH_MARKS, radioDigits, radioLine } from './radio-line'
import { responseClock, secondsOf } from './response-clock'
import { rightsOf } from './rights'
import { alertsByUrgency, teamsByState } from './row-order'
import { contextOf, kindOf, sentenceOf } from './sentences'
import { HARD, MERGED, TEAM_1, TEAM_4, WHOLE, at, detailOf, historyOf, type Step } from './stories'
import { timeWent } from './time-went'
import { peopleTold } from './told'
import { nextRadius, wavesOf } from './waves'

const say = (key: string, values?: Record<string, unknown>): string => texts.global.t(key, values ?? {})

beforeEach(() => {
  speak('en')
})

describe('the clock against the response target', () => {
  const runs = detailOf(WHOLE.slice(0, 12)).alert

  it.each([
    [60, 'runs', 0.1],
    [479, 'runs', 479 / 600],
    [480, 'late', 0.8],
    [599, 'late', 599 / 600],
    [600, 'past', 1],
    [6000, 'past', 1],
  ])('after %d s: %s', (second, phase, share) => {
    expect(responseClock(runs, Date.parse(at(second)))).toEqual({
      seconds: second,
      target: 600,
      phase,
      share,
    })
  })

  it('stands when somebody is there, when it is over, and begins anew when it is reopened', () => {
    expect(responseClock(detailOf(WHOLE).alert, Date.parse(at(9_000)))).toMatchObject({
      seconds: 200,
      phase: 'met',
    })
    expect(responseClock(detailOf(HARD.slice(0, 23)).alert, Date.parse(at(9_000)))).toMatchObject({
      seconds: 700,
      phase: 'over',
    })
    expect(responseClock(detailOf(HARD.slice(0, 24)).alert, Date.parse(at(830)))).toMatchObject({
      seconds: 30,
      phase: 'runs',
    })
  })

  it('reads durations', () => {
    expect(['PT10M', 'PT1H30M', 'PT5.5S', 'P1DT1S', 'soon'].map(secondsOf)).toEqual([
      600, 5400, 5.5, 86_401, 0,
    ])
  })
})

describe('where the time went', () => {
  it('has one step after the other, each against its usual time, and names the slowest', () => {
    const went = timeWent(detailOf(WHOLE), Date.parse(at(9_000)))
    expect(went.steps.map(({ step, seconds, isRunning }) => [step, Math.round(seconds), isRunning])).toEqual([
      ['decide', 57, false],
      ['toDevice', 2, false],
      ['toYes', 19, false],
      ['onTheWay', 179, false],
    ])
    expect(went.steps.map(({ usual }) => Math.round(usual))).toEqual([60, 5, 60, 179])
    expect(went.slowest).toBeNull()
  })

  it('says how long a step has taken so far', () => {
    const went = timeWent(detailOf(HARD.slice(0, 8)), Date.parse(at(70)))
    expect(went.steps.at(-1)).toEqual({ step: 'toDevice', seconds: 70, usual: 5, isRunning: true })
    expect(went.slowest?.step).toBe('toDevice')
  })

  it('counts from the reopening, which no report precedes', () => {
    const went = timeWent(detailOf(HARD.slice(0, 24)), Date.parse(at(803)))
    expect(went.steps.map(({ step }) => step)).toEqual(['toDevice'])
  })
})

describe('waves', () => {
  it('tell what has become of whom they called', () => {
    expect(wavesOf(detailOf(WHOLE.slice(0, 22)))).toMatchObject([
      {
        wave: 1,
        called: 4,
        reached: 3,
        comes: 2,
        declined: 1,
        radiusMeters: 1500,
        answerBy: Date.parse(at(60)),
      },
    ])
    expect(wavesOf(detailOf(HARD)).map(({ wave, called }) => [wave, called])).toEqual([
      [1, 1],
      [2, 0],
      [3, 1],
    ])
  })

  it('say how far the next one looks', () => {
    expect(nextRadius(detailOf(WHOLE))).toBe(3000)
    expect(nextRadius(detailOf(HARD))).toBe(6000)
    expect(nextRadius({ ...detailOf(WHOLE), timeline: [] })).toBeNull()
  })
})

describe('the radio line', () => {
  const alert = { ...detailOf(WHOLE.slice(0, 12)).alert, number: 41_700, address: 'Xizhu shop' }

  it('says the number digit by digit, in the words of the radio', () => {
    expect(radioDigits(417, { say, ...SPEECH_MARKS.en })).toBe('four one seven')
    speak('zh-CN')
    expect(radioDigits(417, { say, ...SPEECH_MARKS['zh-CN'] })).toBe('\u56db\u5e7a\u62d0')
    expect(radioDigits(1_234_567_890, { say, ...SPEECH_MARKS['zh-CN'] })).toBe(
      '\u5e7a\u4e24\u4e09\u56db\u4e94\u516d\u62d0\u516b\u52fe\u6d1e',
    )
  })

  it('says what, where, what is needed and who comes', () => {
    expect(radioLine(alert, ['Mazhuang 1'], { say, ...SPEECH_MARKS.en })).toBe(
      'Alert four one seven zero zero. theft. Xizhu shop. Teams still needed: 1. Coming: Mazhuang 1. Over',
    )
    expect(radioLine({ ...alert, exercise: true, teamsComing: 2 }, [], { say, ...SPEECH_MARKS.en })).toBe(
      'Exercise, exercise, exercise. Alert four one seven zero zero. theft. Xizhu shop. Enough teams are coming. Over',
    )
    expect(radioLine(detailOf(WHOLE).alert, ['x'], { say, ...SPEECH_MARKS.en })).toContain(
      'The alert is over',
    )
  })

  it('is no longer than what is kept, and cuts no sign in two', () => {
    const line = radioLine({ ...alert, address: '\u{1f6b2}'.repeat(600) }, [], { say, ...SPEECH_MARKS.en })
    expect(line.length).toBeGreaterThan(LONGEST_LINE - 2)
    expect(line.length).toBeLessThanOrEqual(LONGEST_LINE)
    expect(() => encodeURIComponent(line)).not.toThrow()
  })
})

describe('order', () => {
  it('of alerts: alarms first, then those short of teams, then the newest', () => {
    const row = (id: string, status: 'CALLING' | 'COVERED', second: number) => ({
      id,
      status,
      issuedAt: at(second),
      number: 1,
      isExercise: false,
      category: 'THEFT' as const,
      severity: 'MINOR' as const,
      headline: '',
      address: '',
      jurisdiction: '',
      isEscalated: false,
      wave: 1,
      location: { latitude: 34.3, longitude: 117.3, crs: 'WGS84' as const },
      lead: null,
    })
    const rows = [
      row('covered', 'COVERED', 9),
      row('old', 'CALLING', 1),
      row('new', 'CALLING', 2),
      row('low', 'COVERED', 3),
      row('high', 'COVERED', 0),
    ]
    const priorities = new Map<string, 'HIGH' | 'LOW'>([
      ['low', 'LOW'],
      ['high', 'HIGH'],
    ])
    expect(alertsByUrgency(rows, (id) => priorities.get(id)).map(({ id }) => id)).toEqual([
      'high',
      'low',
      'new',
      'old',
      'covered',
    ])
  })

  it('of teams: who asks for help, who is there, on the way, in line, silent, not reached, out', () => {
    expect(teamsByState(detailOf(WHOLE.slice(0, 21)).tasks).map(({ state }) => state)).toEqual([
      'EN_ROUTE',
      'STANDBY',
      'UNREACHED',
      'WITHDRAWN',
    ])
    const helped: readonly Step[] = [...WHOLE.slice(0, 17), ['task.help-asked.v1', 50, TEAM_1]]
    expect(teamsByState(detailOf(helped).tasks)[0]?.teamName).toBe('Mazhuang 1')
  })
})

describe('how a team was told', () => {
  const stories = contactStories(historyOf(WHOLE))

  it('is by a device, or by telephone', () => {
    expect(stories.get(TEAM_1.taskId)).toEqual({ reachedAt: at(2), answered: { at: at(21) } })
    expect(stories.get(TEAM_4.taskId)).toEqual({ telephoned: { at: at(40), result: 'NO_ANSWER' } })
  })

  it('says when an answer was heard', () => {
    const heard = historyOf([
      ...WHOLE.slice(0, 10),
      ['member.answered.v1', 50, { ...TEAM_4, said: 'PHONE' }],
      ['task.acknowledged.v1', 50, TEAM_4],
    ])
    expect(contactStories(heard).get(TEAM_4.taskId)?.answered).toEqual({ at: at(50), said: 'PHONE' })
  })

  it('shows an offer that was reached as such', () => {
    const tasks = detailOf(WHOLE.slice(0, 9)).tasks
    expect(tasks.map(shownState)).toEqual(['REACHED', 'REACHED', 'OFFERED', 'OFFERED'])
  })
})

describe('what is changed', () => {
  const { alert, timeline } = detailOf(WHOLE.slice(0, 17))

  it('is sent alone, so that what others changed meanwhile stays', () => {
    const seen = changeableOf(alert)
    expect(differences(seen, seen)).toEqual([])
    expect(patchOf(seen, { ...seen, headline: ' New ', needed: 3 }, false)).toEqual({
      headline: 'New',
      teamsNeeded: 3,
    })
    expect(patchOf(seen, { ...seen, needed: 12 }, true)).toEqual({ peopleNeeded: 12 })
  })

  it('has been changed by somebody at some time', () => {
    expect(lastChange(timeline)).toBeNull()
    expect(lastChange(historyOf(WHOLE))).toEqual({ by: 'officer-chen', at: Date.parse(at(100)) })
  })

  it('tells so many people of its end', () => {
    // Three teams of three: one on its way, one that comes, one on standby; the unreached one is told of nothing.
    expect(peopleTold(detailOf(WHOLE.slice(0, 19)).tasks)).toBe(9)
    expect(peopleTold(detailOf(WHOLE).tasks)).toBe(0)
  })
})

describe('rights', () => {
  const session = { subject: 'a', name: 'A', roles: ['dispatcher'], jurisdiction: '320371003', expiresAt: '' }
  const running = detailOf(WHOLE.slice(0, 12)).alert

  it('of who leads, who looks and who is a guest', () => {
    expect(rightsOf(running, session, 0)).toMatchObject({
      acts: true,
      leads: true,
      notes: true,
      reopens: false,
    })
    expect(rightsOf(running, { ...session, roles: ['operator'] }, 0)).toMatchObject({
      acts: false,
      leads: false,
    })
    expect(rightsOf({ ...running, guest: true }, session, 0)).toMatchObject({
      acts: true,
      leads: false,
      notes: false,
    })
    expect(rightsOf(running, null, 0).acts).toBe(false)
  })

  it('of what is over: for a day it is opened again, never one that was merged', () => {
    const over = detailOf(WHOLE).alert
    expect(rightsOf(over, session, Date.parse(at(900)))).toMatchObject({
      leads: false,
      reopens: true,
      corrects: true,
    })
    expect(rightsOf(over, session, Date.parse(at(90_000)))).toMatchObject({ reopens: false })
    expect(rightsOf(detailOf(MERGED).alert, session, Date.parse(at(70)))).toMatchObject({
      reopens: false,
      notes: false,
    })
  })

  it('of the jurisdiction that an alert was handed to, and those above it', () => {
    const handed = detailOf(HARD.slice(0, 10)).alert
    expect(rightsOf(handed, session, 0).accepts).toBe(true)
    expect(rightsOf(handed, { ...session, jurisdiction: '3203' }, 0).accepts).toBe(true)
    expect(rightsOf(handed, { ...session, jurisdiction: '320371003209' }, 0).accepts).toBe(false)
    expect(rightsOf(detailOf(HARD.slice(0, 12)).alert, session, 0).accepts).toBe(false)
  })
})

describe('the timeline', () => {
  it.each(['en', 'zh-CN'] as const)('has a sentence for every event of an alert, in %s', (language) => {
    speak(language)
    for (const steps of [WHOLE, HARD, MERGED]) {
      const detail = detailOf(steps)
      for (const entry of detail.timeline) {
        const sentence = sentenceOf(entry, contextOf(detail), say)
        expect(sentence, entry.type).not.toMatch(/timeline\.|[{}]|undefined/)
        expect(sentence.length, entry.type).toBeGreaterThan(3)
      }
    }
    const names = eventNames.filter((name) => /^(alert|task|wave|member)\./.test(name))
    const told = new Set([...WHOLE, ...HARD, ...MERGED].map(([type]) => type))
    expect(names.filter((name) => !told.has(name))).toEqual([])
  })

  it('has one for each of an event’s causes', () => {
    const detail = detailOf(WHOLE)
    const causes: readonly [string, Record<string, unknown>][] = [
      ...['TEAM_DISBANDED', 'TEAM_EMPTY', 'MEMBERS_LEFT', 'OFF_DUTY', 'MEMBERS_ELSEWHERE'].map(
        (cause) => ['task.withdrawn.v2', { cause }] as [string, Record<string, unknown>],
      ),
      ...['COVERED', 'RESOLVED', 'CANCELLED', 'EXPIRED', 'BY_HAND', 'MERGED'].map(
        (cause) => ['task.stood-down.v2', { cause }] as [string, Record<string, unknown>],
      ),
      ...['COMES', 'CANNOT', 'WITHDRAWS'].map(
        (answer) => ['member.answered.v1', { answer }] as [string, Record<string, unknown>],
      ),
      ...['REACHED', 'NO_ANSWER', 'WRONG_NUMBER'].map(
        (result) => ['task.telephoned.v1', { result }] as [string, Record<string, unknown>],
      ),
      ['task.taken-over.v1', { standing: 'ON_SCENE' }],
      ['task.answered-late.v1', { answer: 'CANNOT' }],
      ['task.promoted.v1', { assignedBy: 'li' }],
      ['task.offered.v1', { assignedBy: 'li' }],
      ['alert.lead-taken.v1', { from: 'li' }],
    ]
    for (const [type, part] of causes) {
      const [entry] = historyOf([[type, 1, part]])
      expect(entry && sentenceOf(entry, contextOf(detail), say), type).not.toMatch(/timeline\.|[{}]/)
    }
  })

  it('thanks who came, and stands nobody down who was there', () => {
    const steps: readonly Step[] = [
      ...WHOLE.slice(0, 26),
      ['task.stood-down.v1', 300, { ...TEAM_1, cause: 'RESOLVED' }],
    ]
    const detail = detailOf(steps)
    const last = detail.timeline.at(-1)
    expect(last && sentenceOf(last, contextOf(detail), say)).toBe('Mazhuang 1 thanked: it came, and returns')
  })

  it('names what it does not know, and shows people’s words as they are', () => {
    const detail = detailOf(WHOLE)
    const context = contextOf(detail)
    expect(sentenceOf({ type: 'alert.painted.v9', at: at(1), version: 9, event: {} }, context, say)).toBe(
      'Event of a new kind: alert.painted.v9',
    )
    const [note] = historyOf([['alert.note-added.v1', 1, { text: '<b>{count} @ | \u202e</b>', by: 'li' }]])
    expect(note && sentenceOf(note, context, say)).toBe('li noted: <b>{count} @ | \u202e</b>')
  })

  it('sorts by kind', () => {
    expect(
      [
        'alert.issued.v1',
        'wave.opened.v2',
        'task.declined.v1',
        'task.on-scene.v1',
        'alert.note-added.v1',
      ].map(kindOf),
    ).toEqual(['alert', 'call', 'answer', 'scene', 'words'])
  })
})
