import type { Api } from './client'
import type { StreamEvent } from './events'
import type { components } from './generated/report-service'

/** Who has a report open to decide on it. Nobody is locked out by it. */
export type Claim = Pick<components['schemas']['ClaimJson'], 'account' | 'name' | 'since'>

export type ClaimAnswer =
  | { readonly kind: 'mine'; readonly claim: Claim }
  | { readonly kind: 'others'; readonly claim: Claim }
  | { readonly kind: 'refused'; readonly status: number }
  | { readonly kind: 'away' }

/** Takes the claim for a minute, or renews it. @param takeOver also where somebody else has it */
export async function claim(api: Api, id: string, takeOver = false): Promise<ClaimAnswer> {
  try {
    const { data, error, response } = await api.POST('/api/reports/{id}/claim', {
      params: { path: { id } },
      body: takeOver ? { takeOver } : {},
    })
    if (data !== undefined) {
      return { kind: 'mine', claim: data }
    }
    const held = response.status === 409 ? claimOf(error) : null
    if (held !== null) {
      return { kind: 'others', claim: held }
    }
    return response.status >= 500 || response.status === 401
      ? { kind: 'away' }
      : { kind: 'refused', status: response.status }
  } catch {
    return { kind: 'away' }
  }
}

/** Where it does not arrive, it ends by itself within a minute. */
export async function releaseClaim(api: Api, id: string): Promise<void> {
  try {
    await api.DELETE('/api/reports/{id}/claim', { params: { path: { id } } })
  } catch {
    // It ends by itself.
  }
}

function claimOf(said: Readonly<Record<string, unknown>>): Claim | null {
  const { account, name, since } = said
  return typeof account === 'string' && typeof since === 'string'
    ? { account, name: typeof name === 'string' && name !== '' ? name : account, since }
    : null
}

/** @returns the claim after an event, `undefined` where the event says nothing of one */
export function claimAfter(event: StreamEvent): Claim | null | undefined {
  switch (event.type) {
    case 'report.claimed.v1': {
      const { by, name, at } = event.event
      return claimOf({ account: by, name, since: at ?? event.at })
    }
    case 'report.claim-ended.v1':
      return null
    default:
      return undefined
  }
}
