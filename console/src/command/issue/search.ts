import type { Api } from '../../api/client'
import type { Datum } from '../../map/datum'
import { parseCoordinates, type TypedCoordinates } from './coordinates'
import type { Jurisdictions } from '../registry/jurisdictions'
import type { Picked } from './where'

/** Something that a place is known by. */
export type Found =
  | { readonly kind: 'coordinates'; readonly typed: TypedCoordinates }
  | {
      readonly kind: 'jurisdiction'
      readonly code: string
      readonly name: string
      readonly parent: string
      readonly place: Omit<Picked, 'name'> | null
    }
  | { readonly kind: 'team'; readonly id: string; readonly name: string; readonly onDuty: number }
  | {
      readonly kind: 'alert'
      readonly id: string
      readonly number: number | null
      readonly name: string
      readonly said: string
    }
  | { readonly kind: 'report'; readonly id: string; readonly name: string; readonly said: string }

export interface SearchResult {
  readonly found: readonly Found[]
  /** Whether somebody has not answered, so that there may be more. */
  readonly isPart: boolean
}

const OF_EACH = 5
const LONGEST_QUERY = 100

/** Where somebody may mean: what is typed as coordinates is nothing else. */
export async function searchPlaces(api: Api, text: string, signal: AbortSignal): Promise<SearchResult> {
  const typed = parseCoordinates(text)
  if (typed !== null) {
    return { found: [{ kind: 'coordinates', typed }], isPart: false }
  }
  const query = { q: text.trim().slice(0, LONGEST_QUERY), limit: OF_EACH }
  if (query.q === '') {
    return { found: [], isPart: false }
  }
  const parts = await Promise.all(
    [
      jurisdictions(api, query, signal),
      teams(api, query, signal),
      alerts(api, query, signal),
      reports(api, query, signal),
    ].map((part) => part.catch(() => null)),
  )
  signal.throwIfAborted()
  return { found: parts.flatMap((part) => part ?? []), isPart: parts.includes(null) }
}

interface Query {
  readonly q: string
  readonly limit: number
}

async function jurisdictions(api: Api, query: Query, signal: AbortSignal): Promise<Found[]> {
  const { data } = await api.GET('/api/search/jurisdictions', { params: { query }, signal })
  return itemsOf(data).map((one) => ({
    kind: 'jurisdiction',
    code: one.code,
    name: one.name,
    parent: one.parentCode ?? '',
    place: one.location === undefined ? null : placeOf(one.location),
  }))
}

async function teams(api: Api, query: Query, signal: AbortSignal): Promise<Found[]> {
  const { data } = await api.GET('/api/search/teams', { params: { query }, signal })
  return itemsOf(data).map(({ id, name, onDuty }) => ({ kind: 'team', id, name, onDuty }))
}

/** Earlier places; what has no address is found by no place. */
async function alerts(api: Api, query: Query, signal: AbortSignal): Promise<Found[]> {
  const { data } = await api.GET('/api/search/alerts', { params: { query }, signal })
  return itemsOf(data)
    .filter(({ address }) => address !== '')
    .map((one) => ({
      kind: 'alert',
      id: one.id,
      number: one.number ?? null,
      name: one.address,
      said: one.headline,
    }))
}

async function reports(api: Api, query: Query, signal: AbortSignal): Promise<Found[]> {
  const { data } = await api.GET('/api/search/reports', { params: { query }, signal })
  return itemsOf(data)
    .filter(({ address }) => address !== '')
    .map((one) => ({ kind: 'report', id: one.id, name: one.address, said: one.text }))
}

function itemsOf<Item>(data: { items: readonly Item[] } | undefined): readonly Item[] {
  if (data === undefined) {
    throw new TypeError('The search was not answered')
  }
  return data.items
}

/** A place, and what is known with it. */
export interface Chosen {
  /** Null where none is on record. */
  readonly place: Picked | null
  /** Empty where it follows from the place. */
  readonly jurisdiction: string
  readonly jurisdictionName: string
  /** Of an earlier place, as it was said. */
  readonly address: string
}

/**
 * @param datum of typed numbers that do not say theirs
 * @returns null where there is no answer
 */
export async function choose(
  api: Api,
  tree: Jurisdictions,
  found: Found,
  datum: Datum,
): Promise<Chosen | null> {
  try {
    return await chosenOf(api, tree, found, datum)
  } catch {
    return null
  }
}

async function chosenOf(api: Api, tree: Jurisdictions, found: Found, datum: Datum): Promise<Chosen | null> {
  const nothingElse = { jurisdiction: '', jurisdictionName: '', address: '' }
  switch (found.kind) {
    case 'coordinates': {
      const { latitude, longitude } = found.typed
      return {
        ...nothingElse,
        place: { latitude, longitude, datum: found.typed.datum ?? datum, name: '' },
      }
    }
    case 'jurisdiction':
      return {
        ...nothingElse,
        place: found.place === null ? null : { ...found.place, name: found.name },
        jurisdiction: found.code,
        jurisdictionName: found.name,
      }
    case 'team': {
      const { data } = await api.GET('/api/teams/{id}', { params: { path: { id: found.id } } })
      return data === undefined
        ? null
        : {
            ...(await named(tree, data.jurisdiction)),
            place: { ...placeOf(data.base), name: data.name },
            address: '',
          }
    }
    case 'alert': {
      const { data } = await api.GET('/api/alerts/{id}', { params: { path: { id: found.id } } })
      return data === undefined
        ? null
        : {
            ...(await named(tree, data.jurisdiction)),
            place: { ...placeOf(data.location), name: data.address },
            address: data.address,
          }
    }
    case 'report': {
      const { data } = await api.GET('/api/reports/{id}', { params: { path: { id: found.id } } })
      return data === undefined
        ? null
        : {
            ...(await named(tree, data.jurisdiction)),
            place: data.location === undefined ? null : { ...placeOf(data.location), name: data.address },
            address: data.address,
          }
    }
  }
}

async function named(
  tree: Jurisdictions,
  code: string,
): Promise<Pick<Chosen, 'jurisdiction' | 'jurisdictionName'>> {
  return { jurisdiction: code, jurisdictionName: (await tree.find(code))?.name ?? '' }
}

function placeOf(location: { latitude: number; longitude: number; crs: Datum }): Omit<Picked, 'name'> {
  return { latitude: location.latitude, longitude: location.longitude, datum: location.crs }
}
