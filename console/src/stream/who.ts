import { readSession, type Session } from '../api/session'
import { retryAfter } from './backoff'
import type { Surroundings } from './hub'

const SESSION = '/api/session'

/** Whether somebody is logged in; `wait` is what the server asks for, in milliseconds. */
export type Answer =
  | { readonly kind: 'somebody'; readonly session: Session }
  | { readonly kind: 'nobody' }
  | { readonly kind: 'unknown'; readonly wait: number | null }

/** @param answered told of each answer, whatever it says */
export async function askWho(world: Surroundings, answered: (response: Response) => void): Promise<Answer> {
  try {
    const response = await world.fetch(SESSION, {
      headers: { Accept: 'application/json' },
      credentials: 'same-origin',
      cache: 'no-store',
    })
    answered(response)
    if (response.status === 401) {
      return { kind: 'nobody' }
    }
    if (!response.ok) {
      return { kind: 'unknown', wait: retryAfter(response.headers.get('Retry-After'), world.now()) }
    }
    return { kind: 'somebody', session: readSession(await response.json()) }
  } catch {
    return { kind: 'unknown', wait: null }
  }
}
