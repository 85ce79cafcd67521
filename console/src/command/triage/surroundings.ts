import type { Api } from '../../api/client'
import type { Coordinates } from '../../map/datum'
import { directionTo, metresBetween, type Direction } from '../issue/geometry'

/** Within this distance a team is near. */
export const NEAR_METRES = 1_000

/** So far a place is still said by another one's name. */
const NAMED_WITHIN_METRES = 2_000

/** Nearer than this it is the same place. */
const SAME_METRES = 30

const PAGE = 200

export interface NamedPlace {
  readonly name: string
  readonly location: Coordinates
}

/** "140 m north-east of the clinic". */
export interface RelativePlace {
  readonly name: string
  readonly metres: number
  /** Null where it is the place itself. */
  readonly direction: Direction | null
}

/** By the nearest place that has a name; null where none is near. */
export function relativePlace(at: Coordinates, places: readonly NamedPlace[]): RelativePlace | null {
  const near = places
    .map((place) => ({ place, metres: metresBetween(place.location, at) }))
    .filter(({ metres }) => metres <= NAMED_WITHIN_METRES)
    .sort((one, other) => one.metres - other.metres)[0]
  return near === undefined
    ? null
    : {
        name: near.place.name,
        metres: near.metres,
        direction: near.metres < SAME_METRES ? null : directionTo(near.place.location, at),
      }
}

export interface TeamNear {
  readonly id: string
  readonly name: string
  readonly metres: number
}

/** Where teams of whom somebody is on duty have their base, nearest first. */
export function teamsNear(
  teams: readonly { id: string; name: string; base: Coordinates; onDuty?: boolean | undefined }[],
  at: Coordinates,
): readonly TeamNear[] {
  return teams
    .filter((team) => team.onDuty !== false)
    .map(({ id, name, base }) => ({ id, name, metres: metresBetween(at, base) }))
    .filter(({ metres }) => metres <= NEAR_METRES)
    .sort((one, other) => one.metres - other.metres)
}

/**
 * Teams of a town are asked for: those of the neighbouring village may well be nearer. Never wider than somebody may
 * see.
 */
export function areaOf(jurisdiction: string, scope: string): string {
  const town = jurisdiction.slice(0, 9)
  return town.length >= scope.length ? town : scope
}

/** @returns null where there is no answer */
export async function listTeamsNear(
  api: Api,
  at: Coordinates,
  area: string,
): Promise<readonly TeamNear[] | null> {
  try {
    const { data } = await api.GET('/api/teams', {
      params: { query: { jurisdiction: area, onDuty: true, limit: PAGE } },
    })
    return data === undefined ? null : teamsNear(data.items, at)
  } catch {
    return null
  }
}
