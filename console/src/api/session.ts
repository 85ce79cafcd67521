/** Who is logged in at this browser: `GET /api/session` of the gateway. */
export interface Session {
  /** What the services know the account by. */
  readonly subject: string
  readonly name: string
  readonly roles: readonly string[]
  /** A GB/T 2260 code; empty where the account is responsible for none. */
  readonly jurisdiction: string
  /** When it has to be logged in to again, ISO 8601; empty where the gateway does not say. */
  readonly expiresAt: string
  /** True of a stack for training: every page says so. */
  readonly exercise?: boolean
}

/** @throws when it is not what the gateway answers; a page must not guess who somebody is */
export function readSession(answer: unknown): Session {
  const read = (typeof answer === 'object' && answer !== null ? answer : {}) as Record<string, unknown>
  const subject = read['subject']
  if (typeof subject !== 'string' || subject === '') {
    throw new TypeError('The gateway’s answer names no account')
  }
  const roles = Array.isArray(read['roles']) ? read['roles'].filter((role) => typeof role === 'string') : []
  return {
    subject,
    name: text(read['name']) || subject,
    roles,
    jurisdiction: text(read['jurisdiction']),
    expiresAt: text(read['expiresAt']),
    ...(read['exercise'] === true ? { exercise: true } : {}),
  }
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
