import type { TeamSeen } from './canvas'
import { placeAt, type Datum } from './datum'

/** A feature of the service's tiles, as the map library gives it. */
export interface TileFeature {
  readonly sourceLayer?: string
  readonly properties: Readonly<Record<string, unknown>>
  readonly geometry: object
}

/** A base is told to 0.001 degrees, on a task to 0.0001. */
const BASE_METRES = 80
const TASKED_METRES = 8

/** What the tiles show, each once: one at the border of two tiles comes with both. */
export function seenOf(features: readonly TileFeature[], map: Datum): readonly TeamSeen[] {
  const seen = new Map<string, TeamSeen>()
  for (const feature of features) {
    const one = oneOf(feature, map)
    if (one !== null) {
      seen.set(`${one.kind}:${one.id}`, one)
    }
  }
  return [...seen.values()]
}

function oneOf({ sourceLayer, properties, geometry }: TileFeature, map: Datum): TeamSeen | null {
  const { type, coordinates } = geometry as { type?: string; coordinates?: [number, number] }
  if (type !== 'Point' || coordinates === undefined) {
    return null
  }
  const place = placeAt(coordinates, map)
  const at = coordinates.map((degrees) => degrees.toFixed(4)).join()
  const nothing = { name: '', place, state: null, teams: null, people: null, within: 0 }
  switch (sourceLayer) {
    case 'teams': {
      const state = properties['state'] === 'TASKED' ? 'TASKED' : 'FREE'
      return {
        ...nothing,
        kind: 'team',
        id: String(properties['id']),
        name: typeof properties['name'] === 'string' ? properties['name'] : '',
        state,
        people: figure(properties['onDuty']),
        within: state === 'TASKED' ? TASKED_METRES : BASE_METRES,
      }
    }
    case 'clusters':
      return {
        ...nothing,
        kind: 'cluster',
        id: at,
        teams: figure(properties['teams']),
        people: figure(properties['onDuty']),
      }
    case 'people':
      return {
        ...nothing,
        kind: 'people',
        id: at,
        people: figure(properties['people']),
        within: figure(properties['cellMeters']),
      }
    default:
      return null
  }
}

function figure(value: unknown): number {
  return typeof value === 'number' ? value : 0
}
