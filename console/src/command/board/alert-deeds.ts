/** What can be done to an alert and its tasks, each under an idempotency key. */
import type { Api } from '../../api/client'
import type { components } from '../../api/generated/dispatch-service'
import type { AlertView, TaskView } from './entries'

type Schemas = components['schemas']

/** Answers without the tasks: the stream tells of those. */
const query = { tasks: false }

function header(key: string) {
  return { 'Idempotency-Key': key }
}

/** Opening the wave after the same one twice opens one. */
export function openWave(api: Api, alert: AlertView, key: string) {
  return api.POST('/api/alerts/{id}/waves', {
    params: { path: { id: alert.id }, query },
    body: { afterWave: alert.wave },
    headers: header(key),
  })
}

/** @param version of the details that were seen: 412 where they have changed since */
export function change(
  api: Api,
  id: string,
  patch: Schemas['AlertPatch'],
  version: number | undefined,
  key: string,
) {
  return api.PATCH('/api/alerts/{id}', {
    params: {
      path: { id },
      query,
      header: version === undefined ? {} : { 'If-Match': `"${version}"` },
    },
    body: patch,
    headers: header(key),
  })
}

export function resolve(api: Api, id: string, body: Schemas['Resolution'], key: string) {
  return api.POST('/api/alerts/{id}/resolution', {
    params: { path: { id }, query },
    body,
    headers: header(key),
  })
}

export function correctOutcome(api: Api, id: string, body: Schemas['Resolution'], key: string) {
  return api.PUT('/api/alerts/{id}/resolution', {
    params: { path: { id }, query },
    body,
    headers: header(key),
  })
}

export function cancel(api: Api, id: string, reason: string, key: string) {
  return api.POST('/api/alerts/{id}/cancellation', {
    params: { path: { id }, query },
    body: { reason },
    headers: header(key),
  })
}

export function reopen(api: Api, id: string, reason: string, key: string) {
  return api.POST('/api/alerts/{id}/reopening', {
    params: { path: { id }, query },
    body: reason === '' ? {} : { reason },
    headers: header(key),
  })
}

export function note(api: Api, id: string, text: string, key: string) {
  return api.POST('/api/alerts/{id}/notes', {
    params: { path: { id }, query },
    // The description takes the form of a note that is read for that of one that is written.
    body: { text } as Schemas['Note'],
    headers: header(key),
  })
}

/** @param taskId of one team; without it for all who come */
export function message(api: Api, id: string, text: string, taskId: string | null, key: string) {
  return api.POST('/api/alerts/{id}/messages', {
    params: { path: { id }, query },
    body: taskId === null ? { text } : { text, taskId },
    headers: header(key),
  })
}

/** @param into the other one's number or id */
export function merge(api: Api, id: string, into: number | string, key: string) {
  return api.POST('/api/alerts/{id}/merge', {
    params: { path: { id }, query },
    body: { into },
    headers: header(key),
  })
}

export function acceptEscalation(api: Api, id: string, key: string) {
  return api.POST('/api/alerts/{id}/escalation/acceptance', {
    params: { path: { id }, query },
    headers: header(key),
  })
}

export function assign(api: Api, id: string, teamId: string, key: string) {
  return api.POST('/api/alerts/{id}/tasks', {
    params: { path: { id } },
    body: { teamId },
    headers: header(key),
  })
}

export function callAgain(api: Api, task: TaskView, key: string) {
  return api.POST('/api/tasks/{id}/calls', {
    params: { path: { id: task.id } },
    headers: header(key),
  })
}

export function standDown(api: Api, taskId: string, reason: string, key: string) {
  return api.POST('/api/tasks/{id}/stand-down', {
    params: { path: { id: taskId } },
    body: { reason },
    headers: header(key),
  })
}

export function answerFor(api: Api, task: TaskView, answer: Schemas['HeardAnswer'], key: string) {
  return api.POST('/api/tasks/{id}/answers', {
    params: { path: { id: task.id } },
    body: answer,
    headers: header(key),
  })
}

/** What was asked for until then, and no more, is in somebody's hands. */
export function takeHelpInHand(api: Api, task: TaskView, key: string) {
  const askedUntil = task.openHelp.at(-1)?.at
  return api.POST('/api/tasks/{id}/help/acknowledgement', {
    params: { path: { id: task.id } },
    body: askedUntil === undefined ? {} : { askedUntil },
    headers: header(key),
  })
}
