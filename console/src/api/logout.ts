import { CSRF_HEADER, csrfToken } from './csrf'

export interface LogoutSurroundings {
  readonly fetch: (address: string, init: RequestInit) => Promise<Response>
  readonly csrf: () => string
}

const USUAL: LogoutSurroundings = { fetch: (address, init) => fetch(address, init), csrf: () => csrfToken() }

/**
 * Ends all sessions of the account.
 *
 * @returns where to go from here: the issuer's logout where the gateway names it, else the beginning
 * @throws when it is not known to have happened
 */
export async function logOut({ fetch: send, csrf }: LogoutSurroundings = USUAL): Promise<string> {
  let answer = await post(send, csrf())
  if (answer.status === 403) {
    // The token belongs to an older session; any answer of the gateway brings the new one.
    await send('/api/session', { credentials: 'same-origin', cache: 'no-store' })
    answer = await post(send, csrf())
  }
  // 401: somebody was faster, such as the other window.
  if (!answer.ok && answer.type !== 'opaqueredirect' && answer.status !== 401) {
    throw new Error(`The gateway answered ${answer.status}`)
  }
  return answer.headers.get('Location') ?? (await named(answer)) ?? '/'
}

function post(send: LogoutSurroundings['fetch'], token: string): Promise<Response> {
  return send('/logout', {
    method: 'POST',
    headers: { Accept: 'application/json', [CSRF_HEADER]: token },
    credentials: 'same-origin',
    // To the issuer it is the page that goes, not a request of the page.
    redirect: 'manual',
  })
}

async function named(answer: Response): Promise<string | null> {
  if (!(answer.headers.get('Content-Type') ?? '').startsWith('application/json')) {
    return null
  }
  const body = (await answer.json()) as { location?: unknown }
  return typeof body.location === 'string' ? body.location : null
}
