// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { golden } from '../../stream/golden'
import { begin, follow, replay } from './detail-steps'
import { replayed, span, nextEvent } from './replay'
import {
  HARD,
  MERGED,
  TEAM_1,
  TEAM_2,
  TEAM_3,
  TEAM_4,
  WHOLE,
  at,
  detailOf,
  historyOf,
  type Step,
} from './stories'

function stateOf(steps: readonly Step[], team: { taskId: string }, count = steps.length): string {
  const task = detailOf(steps.slice(0, count)).tasks.find(({ id }) => id === team.taskId)
  return [task?.state, task?.rank, task?.peopleComing].filter((part) => part !== undefined).join(' ')
}

describe('an alert by its events', () => {
  it.each([
    ['the whole story', WHOLE],
    ['a hard one', HARD],
    ['a merged one', MERGED],
  ])('is the same followed from any moment on as replayed: %s', (_, steps) => {
    const history = historyOf(steps)
    const whole = replay(history)
    for (let read = 1; read < history.length; read++) {
      const snapshot = replay(history.slice(0, read))
      expect(snapshot).not.toBeNull()
      const followed = history
        .slice(read)
        .reduce((detail, entry) => follow(detail, entry), snapshot ?? neverThere())
      expect(followed, `from ${read}`).toEqual(whole)
    }
    expect(whole?.alert.version).toBe(history.length)
    expect(whole?.timeline).toEqual(history)
  })

  it('uses each event of an alert that contracts have an example of', () => {
    const told = new Set([...WHOLE, ...HARD, ...MERGED].map(([type]) => type))
    const wanted = [...golden.keys()].filter((type) => /^(alert|task|wave|member)\./.test(type))
    expect(wanted.filter((type) => !told.has(type))).toEqual([])
  })

  it('takes no exception at any golden event in any state, nor at one of a new kind', () => {
    const moments = historyOf(HARD).map((_, index) => detailOf(HARD.slice(0, index + 1)))
    for (const detail of moments) {
      for (const [type, event] of golden) {
        expect(follow(detail, { type, at: at(9_000), version: 99, event }).alert.version).toBe(99)
      }
      const painted = follow(detail, { type: 'alert.painted.v9', at: at(9_000), version: 99, event: {} })
      expect(painted).toEqual({
        alert: { ...detail.alert, version: 99 },
        tasks: detail.tasks,
        timeline: [...detail.timeline, { type: 'alert.painted.v9', at: at(9_000), version: 99, event: {} }],
      })
    }
  })

  it('changes nothing that it is given', () => {
    const detail = detailOf(WHOLE.slice(0, 12))
    const before = structuredClone(detail)
    historyOf(WHOLE).slice(12).reduce(follow, detail)
    expect(detail).toEqual(before)
  })

  it('begins with the issue alone', () => {
    expect(begin(historyOf([['alert.updated.v1', 0]])[0] ?? neverThere())).toBeNull()
    expect(replay(historyOf(WHOLE).slice(1))).toBeNull()
    expect(replay([])).toBeNull()
  })

  it('counts who comes, and keeps the line of standbys', () => {
    expect(detailOf(WHOLE.slice(0, 17)).alert).toMatchObject({
      status: 'COVERED',
      teamsComing: 2,
      peopleComing: 2,
      lead: { account: 'zhang.dispatcher' },
    })
    expect(stateOf(WHOLE, TEAM_3, 17)).toBe('STANDBY 1 1')
    expect(stateOf(WHOLE, TEAM_3, 22)).toBe('ACKNOWLEDGED 1')
    expect(stateOf(WHOLE, TEAM_2, 22)).toBe('WITHDRAWN 0')
    expect(stateOf(WHOLE, TEAM_4, 22)).toBe('UNREACHED 0')
    expect(stateOf(WHOLE, TEAM_1)).toBe('RELEASED 1')
  })

  it('moves the line up by one when a standby leaves it', () => {
    const line: readonly Step[] = [
      ...WHOLE.slice(0, 17),
      ['task.put-on-standby.v1', 36, { ...TEAM_4, by: 'v-9', rank: 2 }],
      ['task.withdrawn.v1', 37, TEAM_3],
    ]
    expect(stateOf(line, TEAM_4)).toBe('STANDBY 1 1')
  })

  it('knows when the first team did what, and begins anew when it is reopened', () => {
    expect(detailOf(WHOLE).alert.times).toEqual({
      reachedAt: at(2),
      acknowledgedAt: at(21),
      enRouteAt: at(45),
      onSceneAt: at(200),
    })
    expect(detailOf(HARD.slice(0, 24)).alert).toMatchObject({
      times: {},
      status: 'CALLING',
      reopenedAt: at(800),
    })
    expect(detailOf(HARD.slice(0, 24)).alert).not.toHaveProperty('escalation')
  })

  it('asks those anew who have not said no when it is reopened', () => {
    expect(stateOf(HARD, TEAM_4, 24)).toBe('DECLINED 0')
    expect(stateOf(HARD, TEAM_1, 24)).toBe('STOOD_DOWN 0')
    const yesAfterAll: readonly Step[] = [
      ...HARD.slice(0, 23),
      ['task.answered-late.v1', 710, { ...TEAM_4, answer: 'COMES' }],
      ['alert.reopened.v1', 800],
    ]
    expect(stateOf(yesAfterAll, TEAM_4)).toBe('STOOD_DOWN 0')
  })

  it('has what teams ask for until it is in hand or over', () => {
    expect(detailOf(WHOLE.slice(0, 27)).alert.openHelp).toMatchObject([
      { teamName: 'Mazhuang 1', kind: 'MORE_PEOPLE' },
    ])
    expect(detailOf(WHOLE.slice(0, 28)).alert.openHelp).toEqual([])
  })

  it('tells of the handing on', () => {
    expect(detailOf(HARD.slice(0, 12)).alert).toMatchObject({
      status: 'ESCALATED',
      escalation: { told: 2, acceptedBy: 'dispatcher-liu', acceptedAt: at(200) },
    })
  })
})

describe('watching it again', () => {
  const now = detailOf(WHOLE)

  it('shows it as it was at each second', () => {
    expect(replayed(now, null)).toBe(now)
    expect(replayed(now, Date.parse(at(35)))).toEqual(detailOf(WHOLE.slice(0, 17)))
    expect(replayed(now, Date.parse(at(4)))).toEqual(detailOf(WHOLE.slice(0, 9)))
    expect(replayed(now, Date.parse(at(-1)))).toBe(now)
  })

  it('goes from event to event', () => {
    expect(nextEvent(now.timeline, Date.parse(at(5)), 'forward')?.version).toBe(11)
    expect(nextEvent(now.timeline, Date.parse(at(5)), 'back')?.version).toBe(9)
    expect(nextEvent(now.timeline, Date.parse(at(400)), 'forward')).toBeUndefined()
  })

  it('is there for a whole history only', () => {
    expect(span(now.timeline)).toEqual({ from: Date.parse(at(0)), to: Date.parse(at(400)) })
    expect(span(now.timeline.slice(1))).toBeNull()
    expect(span([])).toBeNull()
  })
})

function neverThere(): never {
  throw new Error('There is nothing')
}
