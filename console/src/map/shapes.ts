import { positionOn, type Coordinates, type Datum, type Position } from './datum'

const METRES_PER_DEGREE = 111_195
const CORNERS = 64

/** A circle of so many metres around a place, as a ring of a polygon on a map. */
export function circle(center: Coordinates, metres: number, map: Datum): Position[] {
  const parallel = METRES_PER_DEGREE * Math.cos((center.latitude * Math.PI) / 180)
  return Array.from({ length: CORNERS + 1 }, (_, corner) => {
    const angle = ((corner % CORNERS) / CORNERS) * 2 * Math.PI
    return positionOn(
      {
        latitude: center.latitude + (Math.sin(angle) * metres) / METRES_PER_DEGREE,
        longitude: center.longitude + (Math.cos(angle) * metres) / parallel,
      },
      map,
    )
  })
}

/** West, south, east, north of some places, so far apart at least that a map of them shows streets. */
export function boundsOf(
  places: readonly Coordinates[],
  map: Datum,
): [west: number, south: number, east: number, north: number] | null {
  if (places.length === 0) {
    return null
  }
  const positions = places.map((place) => positionOn(place, map))
  const easts = positions.map(([east]) => east)
  const norths = positions.map(([, north]) => north)
  const LEAST = 0.004
  return [
    Math.min(...easts) - LEAST,
    Math.min(...norths) - LEAST,
    Math.max(...easts) + LEAST,
    Math.max(...norths) + LEAST,
  ]
}
