import type { Alarm } from './alarm'

/** Whether a scope has a jurisdiction in it: a child's code begins with its parent's. */
export function covers(scope: string, jurisdiction: string): boolean {
  return jurisdiction.startsWith(scope)
}

/**
 * Whether a desk hears an alarm. At level 0 those hear it that are nearest to where it is: in the smallest
 * jurisdiction around it that has a desk; with each level those of the next one above, too. So an alarm of a village
 * whose only desk is the city's is heard at once, and no level is lost on desks that are not there.
 *
 * @param own this desk's jurisdiction
 * @param present the jurisdictions of all desks that are open and make sounds
 */
export function hears(
  own: string,
  alarm: Pick<Alarm, 'jurisdiction' | 'level'>,
  present: Iterable<string>,
): boolean {
  if (!covers(own, alarm.jurisdiction)) {
    // A guest's alarm, or one of the window itself: it is shown here, so somebody here may act on it.
    return true
  }
  const nearer = new Set<string>()
  for (const other of present) {
    if (covers(other, alarm.jurisdiction) && other.length > own.length) {
      nearer.add(other)
    }
  }
  return nearer.size <= alarm.level
}
