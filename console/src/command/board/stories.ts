/** For tests: histories of alerts, made of contracts' golden events, as they could have happened. */
import { golden } from '../../stream/golden'
import type { StreamEvent } from '../../api/events'
import { replay } from './detail-steps'
import type { AlertDetail, TimelineEntry } from './entries'

export const ALERT = String(golden.get('alert.issued.v1')?.['alertId'])
const ISSUED_AT = Date.parse(String(golden.get('alert.issued.v1')?.['at']))

/** A golden event at a second after the issue, with some fields changed; without one, at its own time. */
export type Step = readonly [type: string, second: number | null, part?: Readonly<Record<string, unknown>>]

export const TEAM_1 = { taskId: '017f7bb1-7726-700a-8046-2e2ac13ef8ee', teamId: 't-000123' }
export const TEAM_2 = { taskId: '017f7bb1-7727-700b-804d-cc623af87839', teamId: 't-000087' }
export const TEAM_3 = { taskId: '017f7bb1-7728-700c-8054-6a99b4b1f784', teamId: 't-000341' }
export const TEAM_4 = { taskId: '017f7bb1-772a-700e-8062-a708a824f61a', teamId: 't-000019' }

/** What the history tells of events whose examples are of another alert. */
const OWN: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'alert.lead-taken.v1': { by: 'zhang.dispatcher', name: '\u5f20\u4f1f' },
  'alert.lead-left.v1': { by: 'zhang.dispatcher' },
  'alert.radio-line-read.v1': { by: 'zhang.dispatcher', text: 'Alert four one seven' },
  'task.telephoned.v1': { ...TEAM_4, by: 'zhang.dispatcher', result: 'NO_ANSWER' },
}

export function at(second: number): string {
  return new Date(ISSUED_AT + second * 1000).toISOString()
}

export function historyOf(steps: readonly Step[]): readonly TimelineEntry[] {
  return steps.map(([type, second, part], index) => {
    const example = golden.get(type)
    if (example === undefined) {
      throw new Error(`There is no example of ${type}`)
    }
    const file = { ...example, ...OWN[type] }
    const time = second === null ? String(file['at']) : at(second)
    return { at: time, type, version: index + 1, event: { ...file, alertId: ALERT, at: time, ...part } }
  })
}

export function detailOf(steps: readonly Step[]): AlertDetail {
  const detail = replay(historyOf(steps))
  if (detail === null) {
    throw new Error('The history does not begin with an issue')
  }
  return detail
}

export function eventOf(entry: TimelineEntry, part: Partial<StreamEvent> = {}): StreamEvent {
  return {
    type: entry.type,
    at: entry.at,
    eventId: `event-${entry.version}`,
    topic: 'dispatch.events',
    key: ALERT,
    alertId: ALERT,
    version: entry.version,
    event: entry.event,
    ...part,
  }
}

const CALLED = { wave: 1, replaces: undefined }

/** Called, answered, one late, one lost, two on scene, help, found, resolved with thanks. */
export const WHOLE: readonly Step[] = [
  ['alert.issued.v1', 0, { number: 40_417 }],
  ['wave.opened.v1', 0, { wave: 1, trigger: 'ISSUED', answerBy: at(60), radiusMeters: 1500, shortfalls: [] }],
  ['task.offered.v1', 0, { ...CALLED, ...TEAM_1, teamName: 'Mazhuang 1' }],
  ['task.offered.v1', 0, { ...CALLED, ...TEAM_2, teamName: 'Xizhu 2' }],
  ['task.offered.v1', 0, { ...CALLED, ...TEAM_3, teamName: 'Liyi' }],
  ['task.offered.v1', 0, { ...CALLED, ...TEAM_4, teamName: 'Qianwang' }],
  ['alert.lead-taken.v1', 1],
  ['task.reached.v1', 2, TEAM_1],
  ['task.reached.v1', 3, TEAM_2],
  ['task.unreached.v1', 5, TEAM_4],
  ['member.answered.v1', 21, { ...TEAM_1, etaSeconds: 180 }],
  ['task.acknowledged.v1', 21, { ...TEAM_1, etaSeconds: 180 }],
  ['member.answered.v1', 30, { ...TEAM_2, volunteerId: 'v-000871', etaSeconds: 300 }],
  ['task.acknowledged.v1', 30, { ...TEAM_2, by: 'v-000871', etaSeconds: 300 }],
  ['alert.covered.v1', 30],
  ['member.answered.v1', 35, { ...TEAM_3, volunteerId: 'v-001190', etaSeconds: 420 }],
  ['task.put-on-standby.v1', 35, { ...TEAM_3, rank: 1 }],
  ['task.telephoned.v1', 40],
  ['task.en-route.v1', 45, TEAM_1],
  [
    'member.answered.v1',
    60,
    { ...TEAM_2, volunteerId: 'v-000871', answer: 'WITHDRAWS', etaSeconds: undefined },
  ],
  ['task.withdrawn.v1', 60, TEAM_2],
  ['task.promoted.v1', 60, TEAM_3],
  ['alert.note-added.v1', 90],
  ['alert.updated.v1', 100],
  ['task.reminded.v1', 120, TEAM_3],
  ['task.on-scene.v1', 200, TEAM_1],
  ['task.help-asked.v1', 220, TEAM_1],
  ['task.help-acknowledged.v1', 230, { ...TEAM_1, askedUntil: at(220) }],
  ['alert.clue-received.v1', 240],
  ['alert.radio-line-read.v1', 250],
  ['alert.message-sent.v1', 260],
  ['task.stood-down.v2', 300, { ...TEAM_3, cause: 'RESOLVED', by: undefined, reason: undefined }],
  ['task.released.v1', 300, TEAM_1],
  ['alert.resolved.v1', 300],
  ['task.answered-late.v1', 330, { ...TEAM_4, answer: 'COMES' }],
  ['alert.outcome-corrected.v1', 400],
]

/** Nobody reached in time, handed on, told again, accepted, target missed, wider, cancelled, reopened, expired. */
export const HARD: readonly Step[] = [
  ['alert.issued.v1', 0],
  ['wave.opened.v1', 0, { wave: 1, trigger: 'ISSUED', answerBy: at(60), radiusMeters: 1500 }],
  ['task.offered.v1', 0, { ...CALLED, ...TEAM_1, teamName: 'Mazhuang 1' }],
  ['task.offered.v1', 0, { ...CALLED, ...TEAM_4, teamName: 'Qianwang' }],
  ['task.unreached.v1', 5, TEAM_1],
  ['task.unreached.v1', 5, TEAM_4],
  ['alert.delivery-doubtful.v1', 10],
  ['wave.opened.v2', 60, { wave: 2, answerBy: at(120), radiusMeters: 3000 }],
  ['alert.escalated.v1', 120],
  ['alert.escalation-told-again.v1', 180, { times: 2 }],
  ['task.reached-again.v1', 190, { ...TEAM_1, answerBy: at(250) }],
  ['alert.escalation-accepted.v1', 200],
  ['alert.changed.v1', 210],
  ['task.acknowledged.v1', 220, { ...TEAM_1, by: 'v-000456' }],
  ['task.unstaffed.v1', 240, TEAM_1],
  ['task.staffed-again.v1', 250, TEAM_1],
  ['task.reckoned.v1', 260, TEAM_1],
  ['alert.response-target-missed.v1', 600],
  ['member.left.v1', 610, { ...TEAM_1, volunteerId: 'v-000456' }],
  ['task.withdrawn.v2', 610, TEAM_1],
  ['alert.uncovered.v1', 610],
  ['task.declined.v1', 620, { ...TEAM_4, by: 'v-000019' }],
  ['alert.cancelled.v1', 700],
  ['alert.reopened.v1', 800],
  ['wave.opened.v1', 800, { wave: 3, trigger: 'BY_HAND', answerBy: at(860), radiusMeters: 3000 }],
  ['task.offered.v1', 800, { ...CALLED, ...TEAM_1, teamName: 'Mazhuang 1', wave: 3, call: 2 }],
  ['alert.lead-left.v1', 810],
  ['alert.expired.v1', 7200],
]

/** Merged: what comes goes on in the other alert, and comes over into this one. */
export const MERGED: readonly Step[] = [
  ['alert.issued.v1', 0],
  ['wave.opened.v1', 0, { wave: 1, trigger: 'ISSUED', answerBy: at(60) }],
  ['task.offered.v1', 0, { ...CALLED, ...TEAM_1, teamName: 'Mazhuang 1' }],
  ['task.offered.v1', 0, { ...CALLED, ...TEAM_2, teamName: 'Xizhu 2' }],
  ['alert.taken-in.v1', 30],
  ['task.taken-over.v1', 30, { ...TEAM_3, teamName: 'Liyi' }],
  ['task.acknowledged.v1', 40, { ...TEAM_1, by: 'v-000456' }],
  ['task.acknowledged.v1', 41, TEAM_2],
  ['task.completed.v1', 45, TEAM_2],
  ['task.stood-down.v1', 50, { ...TEAM_3, cause: 'COVERED' }],
  ['task.passed-on.v1', 60, TEAM_1],
  ['alert.merged.v1', 60],
]
