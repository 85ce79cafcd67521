import { computed, type ComputedRef } from 'vue'
import type { Session } from '../../api/session'
import { useDesk } from '../desk'
import { isOver } from './alert-steps'
import type { AlertView } from './entries'

const DAY_MS = 86_400_000

/** What may be done to an alert at this desk; the service has the last word. */
export interface Rights {
  /** Leads alerts at all: an operator looks. */
  readonly acts: boolean
  /** The alert runs, and this desk is responsible for it. */
  readonly leads: boolean
  /** It was handed to this desk's jurisdiction or one below it, and nobody has accepted it. */
  readonly accepts: boolean
  readonly reopens: boolean
  readonly corrects: boolean
  readonly notes: boolean
}

export function rightsOf(alert: AlertView, session: Session | null, now: number): Rights {
  const acts = session?.roles.some((role) => role === 'dispatcher' || role === 'officer') === true
  const isOurs = acts && alert.guest !== true
  const { escalation } = alert
  return {
    acts,
    leads: isOurs && !isOver(alert),
    accepts:
      isOurs &&
      !isOver(alert) &&
      escalation !== undefined &&
      escalation.acceptedBy === undefined &&
      session.jurisdiction !== '' &&
      escalation.to.startsWith(session.jurisdiction),
    reopens:
      isOurs &&
      isOver(alert) &&
      alert.status !== 'MERGED' &&
      now - Date.parse(alert.endedAt ?? alert.issuedAt) <= DAY_MS,
    corrects: isOurs && alert.status === 'RESOLVED',
    notes: isOurs && alert.status !== 'MERGED',
  }
}

export function useRights(alert: () => AlertView): ComputedRef<Rights> {
  const desk = useDesk()
  return computed(() => rightsOf(alert(), desk.who.session, desk.now.value))
}
