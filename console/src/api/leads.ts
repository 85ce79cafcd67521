/**
 * Leads, radio lines and telephone calls of dispatch-service: here until its description and the events' schemas name
 * them.
 */
import type { Client } from 'openapi-fetch'
import type { Api } from './client'
import type { components } from './generated/dispatch-service'

export interface Lead {
  readonly account: string
  readonly name: string
  readonly since: string
}

export type AlertView = components['schemas']['AlertView'] & { lead?: Lead }

export type TelephoneResult = 'REACHED' | 'NO_ANSWER' | 'WRONG_NUMBER'

/** What the events say, by their names. */
export interface LeadEvents {
  'alert.lead-taken.v1': { alertId: string; at: string; by: string; name: string; from?: string }
  'alert.lead-left.v1': { alertId: string; at: string; by: string }
  'alert.radio-line-read.v1': { alertId: string; at: string; by: string; text: string }
  'task.telephoned.v1': {
    alertId: string
    taskId: string
    teamId: string
    at: string
    by: string
    volunteerId?: string
    result: TelephoneResult
  }
}

export const LEAD_EVENTS = [
  'alert.lead-taken.v1',
  'alert.lead-left.v1',
  'alert.radio-line-read.v1',
  'task.telephoned.v1',
] as const satisfies readonly (keyof LeadEvents)[]

interface Of<Parameters, Body, Answer> {
  parameters: { path: Parameters }
  requestBody?: Body extends null ? never : { content: { 'application/json': Body } }
  responses: {
    200: { headers: Record<string, unknown>; content: { 'application/json': Answer } }
    default: { headers: Record<string, unknown>; content: { 'application/problem+json': unknown } }
  }
}

interface LeadPaths {
  '/api/alerts/{id}/lead': {
    post: Of<{ id: string }, null, AlertView>
    delete: Of<{ id: string }, null, undefined>
  }
  '/api/alerts/{id}/radio-lines': { post: Of<{ id: string }, { text: string }, undefined> }
  '/api/tasks/{id}/telephone-calls': {
    post: Of<{ id: string }, { volunteerId?: string; result: TelephoneResult }, undefined>
  }
}

function leads(api: Api): Client<LeadPaths> {
  return api as unknown as Client<LeadPaths>
}

export function takeLead(api: Api, id: string, key: string) {
  return leads(api).POST('/api/alerts/{id}/lead', {
    params: { path: { id } },
    headers: { 'Idempotency-Key': key },
  })
}

export function leaveLead(api: Api, id: string, key: string) {
  return leads(api).DELETE('/api/alerts/{id}/lead', {
    params: { path: { id } },
    headers: { 'Idempotency-Key': key },
  })
}

export function radioLineRead(api: Api, id: string, text: string, key: string) {
  return leads(api).POST('/api/alerts/{id}/radio-lines', {
    params: { path: { id } },
    body: { text },
    headers: { 'Idempotency-Key': key },
  })
}

export function telephoned(
  api: Api,
  taskId: string,
  call: { volunteerId?: string; result: TelephoneResult },
  key: string,
) {
  return leads(api).POST('/api/tasks/{id}/telephone-calls', {
    params: { path: { id: taskId } },
    body: call,
    headers: { 'Idempotency-Key': key },
  })
}
