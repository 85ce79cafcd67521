/** All jurisdictions have one zone, which knows no summer time. */
const OFFSET = '+08:00'
const OFFSET_MS = 8 * 3_600_000

/** What a field of date and time says, by the jurisdiction's clock; null where it says none. */
export function momentOf(field: string): number | null {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/.test(field)) {
    return null
  }
  const time = Date.parse(`${field.length === 16 ? `${field}:00` : field}${OFFSET}`)
  return Number.isNaN(time) ? null : time
}

/** As a field of date and time takes it. */
export function fieldOf(time: number): string {
  return new Date(time + OFFSET_MS).toISOString().slice(0, 19)
}
