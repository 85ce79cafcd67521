import { distance } from '../../text/distances'
import { duration } from '../../text/durations'
import type { Names } from '../names'
import { knownEntry, type AlertDetail, type KnownEntry, type TimelineEntry } from './entries'
import { secondsOf } from './response-clock'

export const KINDS = ['alert', 'call', 'answer', 'scene', 'words'] as const
export type Kind = (typeof KINDS)[number]

/** A catalogue's text by its key. */
type Say = (key: string, values?: Record<string, unknown>) => string

const WORDS: ReadonlySet<string> = new Set([
  'alert.note-added.v1',
  'alert.message-sent.v1',
  'alert.clue-received.v1',
  'alert.radio-line-read.v1',
  'task.telephoned.v1',
  'task.help-asked.v1',
  'task.help-acknowledged.v1',
])
const SCENE: ReadonlySet<string> = new Set([
  'task.en-route.v1',
  'task.on-scene.v1',
  'task.completed.v1',
  'task.released.v1',
  'alert.response-target-missed.v1',
])
const CALL: ReadonlySet<string> = new Set([
  'task.offered.v1',
  'task.reached.v1',
  'task.reached-again.v1',
  'task.unreached.v1',
  'task.reminded.v1',
  'task.reckoned.v1',
  'alert.delivery-doubtful.v1',
  'wave.opened.v1',
  'wave.opened.v2',
])

export function kindOf(type: string): Kind {
  if (WORDS.has(type)) {
    return 'words'
  }
  if (SCENE.has(type)) {
    return 'scene'
  }
  if (CALL.has(type)) {
    return 'call'
  }
  return type.startsWith('task.') || type.startsWith('member.') ? 'answer' : 'alert'
}

/** What the timeline's sentences need to know beside the entry. */
export interface Context {
  /** Tasks of which a team was on scene once: who came is thanked, not "stood down". */
  readonly came: ReadonlySet<string>
  readonly jurisdiction: (code: string) => string
  readonly account: (account: string) => string
  readonly team: (id: string) => string
}

/**
 * @param nameOf what a jurisdiction is called, as far as that is known already
 * @param names what accounts and teams are called that the alert itself does not name
 */
export function contextOf(
  { alert, tasks, timeline }: AlertDetail,
  nameOf: (code: string) => string | null = () => null,
  names: Names = { ofAccount: (account) => account, ofTeam: (id) => id },
): Context {
  const teams = new Map(tasks.map((task) => [task.teamId, task.teamName]))
  const accounts = new Map(alert.lead === undefined ? [] : [[alert.lead.account, alert.lead.name]])
  for (const entry of timeline) {
    const known = knownEntry(entry)
    if (known?.type === 'alert.lead-taken.v1') {
      accounts.set(known.event.by, known.event.name)
    }
  }
  return {
    jurisdiction: (code) => nameOf(code) || code,
    account: (account) => accounts.get(account) || names.ofAccount(account),
    team: (id) => teams.get(id) ?? names.ofTeam(id),
    came: new Set(
      timeline
        .filter(({ type }) => type === 'task.on-scene.v1' || type === 'task.completed.v1')
        .map(({ event }) => String(event['taskId'])),
    ),
  }
}

/** What has happened, in a sentence of the page's language. */
export function sentenceOf(entry: TimelineEntry, context: Context, say: Say): string {
  const known = knownEntry(entry)
  if (known === null || !isOfAnAlert(known)) {
    return say('timeline.unknown', { type: entry.type })
  }
  return withWords(say(`timeline.${keyOf(known, context)}`, valuesOf(known, context, say)), known)
}

type AlertEntry = Extract<KnownEntry, { type: `${'alert' | 'task' | 'wave' | 'member'}.${string}` }>

function isOfAnAlert(entry: KnownEntry): entry is AlertEntry {
  return /^(alert|task|wave|member)\./.test(entry.type)
}

/** The sentence's name in its catalogue: the event's, and what makes it another sentence. */
function keyOf(entry: AlertEntry, { came }: Context): string {
  const name = entry.type.replace(/\.v\d+$/, '').replace(/[.-]/g, '_')
  switch (entry.type) {
    case 'member.answered.v1':
      return `${name}_${entry.event.answer}`
    case 'task.stood-down.v1':
    case 'task.stood-down.v2':
      if (came.has(entry.event.taskId)) {
        return 'task_released'
      }
      return entry.event.cause === 'BY_HAND' ? `${name}_BY_HAND` : name
    case 'task.withdrawn.v2':
      return `${name}_${entry.event.cause}`
    case 'task.offered.v1':
      return entry.event.assignedBy === undefined ? name : `${name}_by_hand`
    case 'task.promoted.v1':
      return entry.event.assignedBy === undefined ? name : `${name}_by_hand`
    case 'task.answered-late.v1':
      return `${name}_${entry.event.answer}`
    case 'task.telephoned.v1':
      return `${name}_${entry.event.result}`
    case 'task.taken-over.v1':
      return `${name}_${entry.event.standing === 'STANDBY' ? 'STANDBY' : 'IN'}`
    case 'alert.lead-taken.v1':
      return entry.event.from === undefined ? name : `${name}_from`
    default:
      return name
  }
}

function valuesOf(
  entry: AlertEntry,
  { account, team, jurisdiction }: Context,
  say: Say,
): Record<string, string | number> {
  const { event } = entry
  const values: Record<string, string | number> = {}
  if ('teamId' in event) {
    values['team'] = ('teamName' in event ? event.teamName : undefined) ?? team(event.teamId)
  }
  if ('by' in event) {
    values['by'] = account(event.by)
  }
  switch (entry.type) {
    case 'alert.issued.v1':
    case 'alert.changed.v1':
      values['category'] = say(`category.${entry.event.category}`)
      break
    case 'alert.resolved.v1':
    case 'alert.outcome-corrected.v1':
      values['outcome'] = say(`outcome.${entry.event.outcome}`)
      break
    case 'alert.merged.v1':
      values['number'] = entry.event.intoNumber ?? entry.event.into
      break
    case 'alert.taken-in.v1':
      values['number'] = entry.event.fromNumber ?? entry.event.from
      break
    case 'alert.covered.v1':
      values['teams'] = entry.event.teams
      break
    case 'alert.uncovered.v1':
      values['missing'] = missingOf(entry.event, say)
      break
    case 'alert.escalated.v1':
      values['to'] = jurisdiction(entry.event.to)
      values['missing'] = missingOf(entry.event, say)
      break
    case 'alert.escalation-told-again.v1':
      values['to'] = jurisdiction(entry.event.to)
      values['times'] = entry.event.times
      break
    case 'alert.escalation-accepted.v1':
      values['to'] = jurisdiction(entry.event.to)
      break
    case 'alert.delivery-doubtful.v1':
      values['due'] = entry.event.due
      values['unreached'] = entry.event.unreached
      break
    case 'alert.response-target-missed.v1':
      values['target'] = duration(secondsOf(entry.event.target))
      break
    case 'alert.message-sent.v1':
      values['teams'] = entry.event.recipients.length
      break
    case 'alert.lead-taken.v1':
      values['by'] = entry.event.name
      values['from'] = account(entry.event.from ?? '')
      break
    case 'wave.opened.v1':
    case 'wave.opened.v2':
      values['wave'] = entry.event.wave
      values['radius'] = distance(entry.event.radiusMeters)
      values['why'] = say(`trigger.${entry.event.trigger}`)
      break
    case 'task.offered.v1':
    case 'task.reckoned.v1':
      values['distance'] = distance(entry.event.reason.distanceMeters)
      break
    case 'task.put-on-standby.v1':
      values['rank'] = entry.event.rank
      break
    case 'task.help-asked.v1':
      values['help'] = say(`help.${entry.event.kind}`)
      break
    case 'member.answered.v1':
      values['said'] = say(`said.${entry.event.said}`)
      break
  }
  return values
}

function missingOf(event: { missing: number; missingPeople?: number }, say: Say): string {
  return event.missingPeople === undefined
    ? say('timeline.teams', { count: event.missing })
    : say('timeline.people', { count: event.missingPeople })
}

/** With what somebody wrote or said, as it is. */
function withWords(sentence: string, { event }: AlertEntry): string {
  const words = ['text', 'note', 'reason'].map((name) => (event as Record<string, unknown>)[name])
  const said = words.find((word) => typeof word === 'string' && word !== '')
  return typeof said === 'string' ? `${sentence}: ${said}` : sentence
}
