import type { Api } from './client'

/** What the map is drawn on; `none`: the outlines of jurisdictions. */
export type MapBase =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'raster' | 'vector'
      /** Of this origin, with `{z}`, `{x}` and `{y}`. */
      readonly url: string
      /** What its coordinates refer to: all that is drawn on it has to. */
      readonly datum: 'WGS84' | 'GCJ02'
      readonly attribution: string
      /** The number under which the map was approved, where it has one. */
      readonly approval?: string
      readonly minZoom: number
      readonly maxZoom: number
    }

/** Without an answer there is no base, and the map goes without. */
export async function readMapBase(api: Api): Promise<MapBase> {
  try {
    const { data } = await api.GET('/api/map/base')
    // With any other kind than none all else is there: the description cannot say so.
    return data === undefined || data.kind === 'none' ? { kind: 'none' } : (data as MapBase)
  } catch {
    return { kind: 'none' }
  }
}

/** A jurisdiction on the map: GeoJSON as volunteer-service gives it, in the map's datum. */
export interface Outline {
  readonly type: 'Feature'
  readonly properties: {
    readonly code: string
    readonly name: string
    /** Longitude and latitude; null where it is registered without a place. */
    readonly center: readonly [number, number] | null
  }
  readonly geometry: { readonly type: string; readonly coordinates: unknown } | null
}

/** Empty where they are not to be had. */
export async function readOutlines(
  api: Api,
  within: string,
  level: 'COUNTY' | 'TOWN',
  crs: 'WGS84' | 'GCJ02',
): Promise<readonly Outline[]> {
  try {
    const { data } = await api.GET('/api/jurisdictions/outlines', {
      params: { query: { within, level, crs } },
    })
    return (data as { features?: readonly Outline[] } | undefined)?.features ?? []
  } catch {
    return []
  }
}
