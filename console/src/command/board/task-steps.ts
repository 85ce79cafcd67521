/**
 * What an alert's events do to its tasks, as dispatch-service reckons it. Where the service refuses what cannot have
 * happened, this goes on: what is shown is put right by the next snapshot.
 */
import type { EventOf } from '../../api/events'
import {
  optional,
  without,
  type AlertDetail,
  type KnownEntry,
  type TaskState,
  type TaskView,
} from './entries'
import { lateNo } from './late-answers'
import { comes, covers, isEngaged } from './task-states'

type Answer = TaskView['answers'][number]
type Help = TaskView['openHelp'][number]

/** Of one team; of more the oldest are taken for known. */
const MOST_OPEN_HELP = 20

export function tasksAfter(detail: AlertDetail, entry: KnownEntry, version: number): readonly TaskView[] {
  const { tasks } = detail
  switch (entry.type) {
    case 'task.offered.v1':
      return put(tasks, counted(offered(tasks, entry.event, detail.alert.number), version))
    case 'task.taken-over.v1':
      return takenOver(detail, entry.event, version)
    case 'alert.reopened.v1':
      return tasks.map((task) =>
        counted(reopened(task, entry.at, lateNo(detail.timeline, task.id, task.state)), version),
      )
    default: {
      const before = tasks.find((task) => 'taskId' in entry.event && task.id === entry.event.taskId)
      if (before === undefined) {
        return tasks
      }
      const after = taskAfter(before, entry)
      return after === before ? tasks : leaveLine(put(tasks, counted(after, version)), before, after)
    }
  }
}

function taskAfter(task: TaskView, entry: KnownEntry): TaskView {
  const { at } = entry
  switch (entry.type) {
    case 'task.reached.v1':
      return { ...task, reached: true }
    case 'task.reached-again.v1':
      return { ...to(task, 'OFFERED', at), reached: true, answerBy: entry.event.answerBy }
    case 'task.unreached.v1':
      return to(task, 'UNREACHED', at)
    case 'task.reckoned.v1':
      return { ...task, reason: entry.event.reason }
    case 'member.answered.v1':
      return answered(task, entry.event)
    case 'member.left.v1':
      return withFirstEta({
        ...task,
        answers: task.answers.filter((answer) => answer.volunteerId !== entry.event.volunteerId),
      })
    case 'task.acknowledged.v1':
      return { ...to(come(task, entry.event), 'ACKNOWLEDGED', at), reached: true }
    case 'task.put-on-standby.v1':
      return { ...to(come(task, entry.event), 'STANDBY', at), reached: true, rank: entry.event.rank }
    case 'task.promoted.v1':
      return { ...to(task, 'ACKNOWLEDGED', at), ...optional('assignedBy', entry.event.assignedBy) }
    case 'task.declined.v1':
      return { ...to(task, 'DECLINED', at), reached: true }
    case 'task.withdrawn.v1':
      return to(task, 'WITHDRAWN', at)
    case 'task.withdrawn.v2':
      return { ...to(withoutComers(task), 'WITHDRAWN', at), withdrawnFor: entry.event.cause }
    case 'task.unstaffed.v1':
      return { ...task, unstaffedAt: at }
    case 'task.staffed-again.v1':
      return without(task, 'unstaffedAt')
    case 'task.reminded.v1':
      return { ...task, remindedAt: at }
    case 'task.en-route.v1':
      return to(task, 'EN_ROUTE', at)
    case 'task.on-scene.v1':
      return to(task, 'ON_SCENE', at)
    case 'task.completed.v1':
      return to(task, 'COMPLETED', at)
    case 'task.released.v1':
      return to(task, 'RELEASED', at)
    case 'task.stood-down.v1':
    case 'task.stood-down.v2':
      return to(task, 'STOOD_DOWN', at)
    case 'task.passed-on.v1':
      return { ...to(task, 'PASSED_ON', at), passedOnTo: entry.event.intoTaskId }
    case 'task.help-asked.v1':
      return asksForHelp(task, { kind: entry.event.kind, at, ...optional('text', entry.event.text) })
    case 'task.help-acknowledged.v1':
      return {
        ...task,
        openHelp: task.openHelp.filter((help) => Date.parse(help.at) > Date.parse(entry.event.askedUntil)),
      }
    case 'task.answered-late.v1':
      return { ...task, lateAnswer: entry.event.answer }
    default:
      return task
  }
}

/** What is only so of the state before is not so any more. */
function to(task: TaskView, state: TaskState, at: string): TaskView {
  const bare = without(task, 'rank', 'withdrawnFor', 'unstaffedAt')
  return {
    ...bare,
    state,
    changedAt: at,
    ...(state === 'WITHDRAWN' ? optional('withdrawnFor', task.withdrawnFor) : {}),
    ...(isEngaged(state) && covers(state) ? optional('unstaffedAt', task.unstaffedAt) : {}),
  }
}

function offered(
  tasks: readonly TaskView[],
  event: EventOf<'task.offered.v1'>,
  alertNumber: number | undefined,
): TaskView {
  const before = tasks.find((task) => task.id === event.taskId)
  return {
    id: event.taskId,
    alertId: event.alertId,
    ...optional('alertNumber', alertNumber),
    teamId: event.teamId,
    teamName: event.teamName,
    ...optional('teamJurisdiction', event.teamJurisdiction),
    state: 'OFFERED',
    wave: event.wave,
    answerBy: event.answerBy,
    offeredAt: event.at,
    changedAt: event.at,
    reached: false,
    peopleComing: 0,
    // Called again by its wave, who cannot need not say so again; by hand, all are asked anew.
    answers: before === undefined || event.assignedBy !== undefined ? [] : withoutComers(before).answers,
    ...optional('replaces', event.replaces),
    reason: event.reason,
    ...optional('assignedBy', event.assignedBy),
    ...optional('help', before?.help),
    openHelp: before?.openHelp ?? [],
  }
}

/** The team may have been called here, too; what it said to the other alert counts. */
function takenOver(
  detail: AlertDetail,
  event: EventOf<'task.taken-over.v1'>,
  version: number,
): readonly TaskView[] {
  const before = detail.tasks.find((task) => task.id === event.taskId)
  const after: TaskView = {
    id: event.taskId,
    alertId: event.alertId,
    ...optional('alertNumber', detail.alert.number),
    teamId: event.teamId,
    teamName: event.teamName,
    ...optional('teamJurisdiction', event.teamJurisdiction),
    state: event.standing,
    ...optional('rank', event.rank),
    wave: detail.alert.wave,
    answerBy: event.at,
    offeredAt: event.at,
    changedAt: event.at,
    reached: true,
    ...optional('etaSeconds', event.etaSeconds),
    peopleComing: 0,
    answers: event.members.map(({ answeredAt, ...said }) => ({ ...said, at: answeredAt })),
    reason: event.reason,
    ...optional('assignedBy', event.assignedBy),
    ...optional('help', before?.help),
    openHelp: before?.openHelp ?? [],
  }
  const tasks = put(detail.tasks, counted(after, version))
  return before === undefined ? tasks : leaveLine(tasks, before, after)
}

/** Its part in what has begun again: none yet, and it may be called unless it has said no. */
function reopened(task: TaskView, at: string, saidNo: boolean): TaskView {
  const state: TaskState = saidNo ? 'DECLINED' : 'STOOD_DOWN'
  const bare = without(to(task, state, state === task.state ? task.changedAt : at), 'help', 'lateAnswer')
  return { ...bare, answers: saidNo ? withoutComers(task).answers : [], openHelp: [] }
}

function answered(task: TaskView, event: EventOf<'member.answered.v1'>): TaskView {
  const goesOn = comes(task.state) ? task : withoutComers(task)
  return withAnswer(goesOn, {
    volunteerId: event.volunteerId,
    by: event.by,
    answer: event.answer,
    ...optional('etaSeconds', event.etaSeconds),
    said: event.said,
    ...optional('reason', event.reason),
    at: event.at,
  })
}

/** Before members had answers of their own, the team's first answer was that of one member. */
function come(task: TaskView, event: { by: string; at: string; etaSeconds?: number }): TaskView {
  return task.answers.some(isYes)
    ? task
    : withAnswer(task, {
        volunteerId: event.by,
        by: event.by,
        answer: 'COMES',
        ...optional('etaSeconds', event.etaSeconds),
        said: 'APP',
        at: event.at,
      })
}

/** A member's answer takes the place of the one before, and shows that the team has been reached. */
function withAnswer(task: TaskView, answer: Answer): TaskView {
  const before =
    task.answers.find((other) => other.volunteerId === answer.volunteerId) ??
    task.answers.find((other) => other.said === 'APP' && other.volunteerId === answer.by)
  const answers = [...task.answers.filter((other) => other !== before), answer]
  const after = { ...task, reached: true, answers }
  return withFirstEta(isYes(answer) ? without(after, 'unstaffedAt') : after)
}

/** That of the member who is there first; when nobody comes any more it stays what it was. */
function withFirstEta(task: TaskView): TaskView {
  const comers = task.answers.filter(isYes)
  if (comers.length === 0) {
    return task
  }
  const arrivals = comers.flatMap(({ at, etaSeconds }) =>
    etaSeconds === undefined ? [] : [{ etaSeconds, arrivesAt: Date.parse(at) + etaSeconds * 1000 }],
  )
  const first = arrivals.sort((one, other) => one.arrivesAt - other.arrivesAt)[0]
  return { ...without(task, 'etaSeconds'), ...optional('etaSeconds', first?.etaSeconds) }
}

/** The same asked for again is one request, as old as the last time. */
function asksForHelp(task: TaskView, help: Help): TaskView {
  const others = task.openHelp.filter((other) => other.kind !== help.kind || other.text !== help.text)
  return { ...task, help, openHelp: [...others, help].slice(-MOST_OPEN_HELP) }
}

function withoutComers(task: TaskView): TaskView {
  return { ...task, answers: task.answers.filter((answer) => !isYes(answer)) }
}

function isYes(answer: Answer): boolean {
  return answer.answer === 'COMES'
}

function counted(task: TaskView, version: number): TaskView {
  return { ...task, peopleComing: comes(task.state) ? task.answers.filter(isYes).length : 0, version }
}

function put(tasks: readonly TaskView[], task: TaskView): readonly TaskView[] {
  return tasks.some(({ id }) => id === task.id)
    ? tasks.map((other) => (other.id === task.id ? task : other))
    : [...tasks, task]
}

/** Everybody behind a standby team that leaves the line moves up by one. */
function leaveLine(tasks: readonly TaskView[], before: TaskView, after: TaskView): readonly TaskView[] {
  const left = before.rank
  if (left === undefined || after.rank === left) {
    return tasks
  }
  return tasks.map((task) =>
    task.id !== after.id && task.rank !== undefined && task.rank > left
      ? { ...task, rank: task.rank - 1 }
      : task,
  )
}
