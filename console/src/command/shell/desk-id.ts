import { randomId } from '../../api/ids'
import { kept, keep } from '../../ui/kept'

const KEPT = 'desk'

let known: string | null = null

/** What this browser is called as a desk. It says nothing of who works at it. */
export function deskId(): string {
  known ??= kept(KEPT)
  if (known === null) {
    known = randomId()
    keep(KEPT, known)
  }
  return known
}
