import type { Session } from '../../api/session'

/** As volunteer-service has it; it decides, and these say beforehand what it would say. */
type Holder = Pick<Session, 'roles' | 'jurisdiction'> | null

const WRITERS = ['dispatcher', 'officer']
const READERS = [...WRITERS, 'operator']

export function mayRead(session: Holder): boolean {
  return session?.roles.some((role) => READERS.includes(role)) ?? false
}

/** @param jurisdiction empty: anywhere at all */
export function mayWrite(session: Holder, jurisdiction = ''): boolean {
  return (
    session !== null &&
    session.roles.some((role) => WRITERS.includes(role)) &&
    session.jurisdiction !== '' &&
    (jurisdiction === '' || jurisdiction.startsWith(session.jurisdiction))
  )
}

/** Whose word is enough for an account there: a scope that is wider than the place itself. */
export function mayConfirmAccount(session: Holder, jurisdiction: string): boolean {
  return mayWrite(session, jurisdiction) && session?.jurisdiction !== jurisdiction
}
