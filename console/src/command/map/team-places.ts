import { shallowRef, watch, type ShallowRef } from 'vue'
import type { TeamSeen } from '../../map/canvas'
import { toWgs84 } from '../../map/datum'
import type { AlertDetail } from '../board/entries'
import type { Desk } from '../desk'
import type { TeamPlace } from './page-marks'

/** Of a base that is told: the team may be anywhere in its village. */
const AT_BASE_METRES = 150

export interface TeamPlaces {
  readonly places: ShallowRef<ReadonlyMap<string, TeamPlace>>
  /** What the map's tiles show is newer than a base. */
  readonly saw: (teams: readonly TeamSeen[]) => void
}

/** Where the called teams of the opened alert are: where a tile shows them, else at their base. */
export function useTeamPlaces(desk: Desk, detail: () => AlertDetail | null): TeamPlaces {
  const places = shallowRef<ReadonlyMap<string, TeamPlace>>(new Map())
  const asked = new Set<string>()

  function put(id: string, place: TeamPlace): void {
    places.value = new Map(places.value).set(id, place)
  }

  async function ask(id: string): Promise<void> {
    asked.add(id)
    try {
      const { data } = await desk.api.GET('/api/teams/{id}', { params: { path: { id } } })
      if (data !== undefined && !places.value.has(id)) {
        put(id, { place: toWgs84(data.base, data.base.crs), within: AT_BASE_METRES })
      }
    } catch {
      // Shown without its line; asked for again when the alert is opened again.
      asked.delete(id)
    }
  }

  watch(
    () =>
      detail()
        ?.tasks.map(({ teamId }) => teamId)
        .join() ?? '',
    () => {
      detail()
        ?.tasks.filter(({ teamId }) => !asked.has(teamId))
        .forEach(({ teamId }) => {
          void ask(teamId)
        })
    },
    { immediate: true },
  )
  desk.follow({
    clear: () => {
      asked.clear()
      places.value = new Map()
    },
  })
  return {
    places,
    saw: (teams) => {
      const tasked = new Set(detail()?.tasks.map(({ teamId }) => teamId))
      for (const { kind, id, state, place, within } of teams) {
        if (kind === 'team' && state === 'TASKED' && tasked.has(id)) {
          put(id, { place, within })
        }
      }
    },
  }
}
