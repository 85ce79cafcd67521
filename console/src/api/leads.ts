/** Leads, radio lines and telephone calls of dispatch-service. */
import type { Api } from './client'
import type { components } from './generated/dispatch-service'

type Schemas = components['schemas']

export type Lead = Schemas['Lead']
export type AlertView = Schemas['AlertView']
export type TelephoneResult = Schemas['TelephoneResult']['result']

function underKey(id: string, key: string) {
  return { params: { path: { id } }, headers: { 'Idempotency-Key': key } }
}

export function takeLead(api: Api, id: string, key: string) {
  return api.POST('/api/alerts/{id}/lead', underKey(id, key))
}

export function leaveLead(api: Api, id: string, key: string) {
  return api.DELETE('/api/alerts/{id}/lead', underKey(id, key))
}

export function radioLineRead(api: Api, id: string, text: string, key: string) {
  return api.POST('/api/alerts/{id}/radio-lines', { ...underKey(id, key), body: { text } })
}

export function telephoned(api: Api, taskId: string, call: Schemas['TelephoneResult'], key: string) {
  return api.POST('/api/tasks/{id}/telephone-calls', { ...underKey(taskId, key), body: call })
}
