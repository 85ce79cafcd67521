/** What an alert's events do to the alert itself, as dispatch-service reckons it. */
import type { EventOf } from '../../api/events'
import { optional, without, type AlertView, type KnownEntry, type TaskView } from './entries'
import { covers } from './task-states'

type Times = NonNullable<AlertView['times']>

const ENDED: ReadonlySet<AlertView['status']> = new Set(['RESOLVED', 'CANCELLED', 'EXPIRED', 'MERGED'])

/** As many of its notes stand in an alert; the others are in the timeline. */
const NOTES_KEPT = 50

export function isOver(alert: AlertView): boolean {
  return ENDED.has(alert.status)
}

export function issued(event: EventOf<'alert.issued.v1'>, version: number): AlertView {
  return {
    id: event.alertId,
    ...optional('number', event.number),
    ...optional('exercise', event.exercise),
    status: 'CALLING',
    category: event.category,
    ...detailsOf(event.details),
    jurisdiction: event.jurisdiction,
    ...needOf(event.terms),
    teamsComing: 0,
    peopleComing: 0,
    unstaffedTeams: 0,
    issuedAt: event.at,
    issuedBy: event.by,
    origin: event.origin,
    wave: 0,
    responseTarget: event.terms.responseTarget,
    times: {},
    openHelp: [],
    shortfalls: [],
    detailsVersion: 1,
    version,
  }
}

export function alertAfter(alert: AlertView, entry: KnownEntry): AlertView {
  const { at } = entry
  switch (entry.type) {
    case 'alert.updated.v1':
      return { ...alert, ...detailsOf(entry.event.details), detailsVersion: (alert.detailsVersion ?? 0) + 1 }
    case 'alert.changed.v1':
      return {
        ...without(alert, 'teamsNeeded', 'peopleNeeded'),
        category: entry.event.category,
        ...needOf(entry.event.terms),
        responseTarget: entry.event.terms.responseTarget,
        detailsVersion: (alert.detailsVersion ?? 0) + 1,
      }
    case 'alert.note-added.v1': {
      const note = { at, by: entry.event.by, text: entry.event.text }
      return {
        ...alert,
        notes: {
          count: (alert.notes?.count ?? 0) + 1,
          latest: [note, ...(alert.notes?.latest ?? [])].slice(0, NOTES_KEPT),
        },
      }
    }
    case 'wave.opened.v1':
    case 'wave.opened.v2':
      return { ...alert, wave: entry.event.wave, shortfalls: entry.event.shortfalls }
    case 'alert.covered.v1':
      return { ...alert, coveredAt: at, status: 'COVERED' }
    case 'alert.uncovered.v1':
      return { ...without(alert, 'coveredAt'), status: open(alert) }
    case 'alert.escalated.v1':
      return {
        ...alert,
        escalatedTo: entry.event.to,
        escalation: { to: entry.event.to, at, toldAt: at, told: 1 },
        status: alert.coveredAt === undefined ? 'ESCALATED' : 'COVERED',
      }
    case 'alert.escalation-told-again.v1':
      return alert.escalation === undefined
        ? alert
        : { ...alert, escalation: { ...alert.escalation, toldAt: at, told: entry.event.times } }
    case 'alert.escalation-accepted.v1':
      return alert.escalation === undefined
        ? alert
        : { ...alert, escalation: { ...alert.escalation, acceptedAt: at, acceptedBy: entry.event.by } }
    case 'alert.response-target-missed.v1':
      return { ...alert, times: { ...alert.times, targetMissedAt: at } }
    case 'alert.resolved.v1':
      return {
        ...over(alert, 'RESOLVED', at),
        outcome: entry.event.outcome,
        ...optional('note', entry.event.note),
      }
    case 'alert.cancelled.v1':
      return { ...over(alert, 'CANCELLED', at), note: entry.event.reason }
    case 'alert.expired.v1':
      return over(alert, 'EXPIRED', at)
    case 'alert.merged.v1':
      return {
        ...over(alert, 'MERGED', at),
        mergedInto: entry.event.into,
        ...optional('mergedIntoNumber', entry.event.intoNumber),
      }
    case 'alert.outcome-corrected.v1':
      return {
        ...without(alert, 'note'),
        outcome: entry.event.outcome,
        ...optional('note', entry.event.note),
      }
    case 'alert.reopened.v1':
      return {
        ...without(alert, 'endedAt', 'outcome', 'note', 'coveredAt', 'escalatedTo', 'escalation'),
        ...detailsOf(entry.event.details),
        status: 'CALLING',
        reopenedAt: at,
        shortfalls: [],
        times: {},
      }
    case 'alert.lead-taken.v1':
      return { ...alert, lead: { account: entry.event.by, name: entry.event.name, since: at } }
    case 'alert.lead-left.v1':
      return without(alert, 'lead')
    default:
      return alert
  }
}

/** What a team that is taken over from a merged alert has done by then. */
const STANDS_AFTER: Readonly<Record<EventOf<'task.taken-over.v1'>['standing'], (at: string) => Times>> = {
  STANDBY: () => ({}),
  ACKNOWLEDGED: (at) => ({ acknowledgedAt: at }),
  EN_ROUTE: (at) => ({ acknowledgedAt: at, enRouteAt: at }),
  ON_SCENE: (at) => ({ acknowledgedAt: at, onSceneAt: at }),
}

/** When the first team did what. */
export function timesAfter(times: Times, entry: KnownEntry): Times {
  const { at } = entry
  switch (entry.type) {
    case 'task.reached.v1':
    case 'task.reached-again.v1':
    case 'member.answered.v1':
    case 'task.put-on-standby.v1':
    case 'task.declined.v1':
      return { reachedAt: at, ...times }
    case 'task.acknowledged.v1':
      return { reachedAt: at, acknowledgedAt: at, ...times }
    case 'task.taken-over.v1':
      return { reachedAt: at, ...STANDS_AFTER[entry.event.standing](at), ...times }
    case 'task.en-route.v1':
      return { enRouteAt: at, ...times }
    case 'task.on-scene.v1':
    case 'task.completed.v1':
      return { onSceneAt: at, ...times }
    default:
      return times
  }
}

/** With the figures that follow from its tasks. */
export function counted(alert: AlertView, tasks: readonly TaskView[]): AlertView {
  const covering = tasks.filter((task) => covers(task.state))
  const people = covering.flatMap((task) =>
    task.answers.filter(({ answer }) => answer === 'COMES').map(({ volunteerId }) => volunteerId),
  )
  return {
    ...alert,
    teamsComing: covering.length,
    peopleComing: new Set(people).size,
    unstaffedTeams: tasks.filter((task) => task.unstaffedAt !== undefined).length,
    openHelp: isOver(alert)
      ? []
      : tasks.flatMap((task) =>
          task.openHelp.map((help) => ({
            taskId: task.id,
            teamId: task.teamId,
            teamName: task.teamName,
            ...help,
          })),
        ),
  }
}

function open(alert: AlertView): AlertView['status'] {
  return alert.escalation === undefined ? 'CALLING' : 'ESCALATED'
}

function over(alert: AlertView, status: AlertView['status'], at: string): AlertView {
  return { ...alert, status, endedAt: at }
}

function detailsOf(details: EventOf<'alert.updated.v1'>['details']) {
  return {
    severity: details.severity,
    headline: details.headline,
    description: details.description,
    address: details.address,
    location: { ...details.location, crs: 'WGS84' as const },
  }
}

function needOf(terms: EventOf<'alert.issued.v1'>['terms']) {
  return terms.peopleNeeded === undefined
    ? { teamsNeeded: terms.teamsNeeded }
    : { peopleNeeded: terms.peopleNeeded }
}
