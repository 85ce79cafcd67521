import type { Coordinates } from '../../map/datum'

const EARTH_METRES = 6_371_008.8

export const DIRECTIONS = ['N', 'NE', 'E', 'SE', 'S', 'SW', 'W', 'NW'] as const
export type Direction = (typeof DIRECTIONS)[number]

/** As the crow flies. */
export function metresBetween(one: Coordinates, other: Coordinates): number {
  const latitudes = radians(other.latitude - one.latitude)
  const longitudes = radians(other.longitude - one.longitude)
  const a =
    Math.sin(latitudes / 2) ** 2 +
    Math.cos(radians(one.latitude)) * Math.cos(radians(other.latitude)) * Math.sin(longitudes / 2) ** 2
  return 2 * EARTH_METRES * Math.asin(Math.min(1, Math.sqrt(a)))
}

/** Where `other` lies, seen from `one`. */
export function directionTo(one: Coordinates, other: Coordinates): Direction {
  const from = radians(one.latitude)
  const to = radians(other.latitude)
  const longitudes = radians(other.longitude - one.longitude)
  const angle = Math.atan2(
    Math.sin(longitudes) * Math.cos(to),
    Math.cos(from) * Math.sin(to) - Math.sin(from) * Math.cos(to) * Math.cos(longitudes),
  )
  const eighths = Math.round((angle / Math.PI) * 4)
  return DIRECTIONS[(eighths + DIRECTIONS.length) % DIRECTIONS.length] ?? 'N'
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180
}
