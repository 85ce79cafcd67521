import type { MapBase, Outline } from '../api/map-base'
import type { Coordinates, Datum } from './datum'
import type { MarkCollection } from './marks'
import type { Palette } from './palette'

/** Where a map is looked at; in WGS-84, whatever its base is in. */
export interface MapView {
  readonly center: Coordinates
  readonly zoom: number
}

/** What the tiles show in the part that is looked at: a team, some teams together, or people on duty. */
export interface TeamSeen {
  readonly kind: 'team' | 'cluster' | 'people'
  readonly id: string
  readonly name: string
  readonly place: Coordinates
  readonly state: 'FREE' | 'TASKED' | null
  readonly teams: number | null
  readonly people: number | null
  /** In metres. */
  readonly within: number
}

export interface Hit {
  readonly kind: 'alert' | 'report' | 'team'
  readonly id: string
}

export interface CanvasEvents {
  /** Somebody has pointed at a place; at a mark, where there is one. */
  readonly clicked: (place: Coordinates, hit: Hit | null) => void
  /** @param byHand whether somebody has moved it, and not the page */
  readonly moved: (view: MapView, byHand: boolean) => void
  /** All that was asked for is drawn. */
  readonly idle: () => void
  /** The machine has taken the picture away, and does not give it back. */
  readonly lost: () => void
}

export interface CanvasOptions {
  readonly container: HTMLElement
  readonly base: MapBase
  readonly datum: Datum
  readonly outlines: readonly Outline[]
  readonly palette: Palette
  readonly language: string
  readonly view: MapView
  readonly events: CanvasEvents
}

/** The drawn map, as much of it as the page needs: the one place that knows the library. */
export interface MapCanvas {
  readonly setMarks: (marks: MarkCollection) => void
  readonly setPalette: (palette: Palette) => void
  readonly setLanguage: (language: string) => void
  /** Without a flight: nothing slides. */
  readonly show: (view: MapView) => void
  readonly fit: (places: readonly Coordinates[]) => void
  readonly view: () => MapView
  readonly seen: () => readonly TeamSeen[]
  readonly resize: () => void
  readonly close: () => void
}

/** Rejected where the browser cannot draw it. */
export type OpenCanvas = (options: CanvasOptions) => Promise<MapCanvas>

/** A share of what is seen that an arrow key moves by. */
export const STEP_PIXELS = 100

/** Where a map is looked at after it has gone by some pixels: Web Mercator, tiles of 512 pixels. */
export function pan({ center, zoom }: MapView, east: number, south: number): MapView {
  const world = 512 * 2 ** zoom
  const x = (center.longitude + 180) / 360 + east / world
  const phi = (center.latitude * Math.PI) / 180
  const y = (1 - Math.log(Math.tan(phi) + 1 / Math.cos(phi)) / Math.PI) / 2 + south / world
  return {
    center: {
      longitude: Math.min(180, Math.max(-180, x * 360 - 180)),
      latitude: (Math.atan(Math.sinh(Math.PI * (1 - 2 * Math.min(1, Math.max(0, y))))) * 180) / Math.PI,
    },
    zoom,
  }
}

export const LEAST_ZOOM = 3
export const MOST_ZOOM = 18

export function zoomBy({ center, zoom }: MapView, steps: number): MapView {
  return { center, zoom: Math.min(MOST_ZOOM, Math.max(LEAST_ZOOM, zoom + steps)) }
}

/** In the address: 34.29247,117.33915,13.5 */
export function writeView({ center, zoom }: MapView): string {
  return `${center.latitude.toFixed(5)},${center.longitude.toFixed(5)},${zoom.toFixed(1)}`
}

export function readView(text: string): MapView | null {
  const [latitude = NaN, longitude = NaN, zoom = NaN, ...rest] = text.split(',').map(Number)
  const isView =
    rest.length === 0 &&
    Math.abs(latitude) <= 85 &&
    Math.abs(longitude) <= 180 &&
    zoom >= LEAST_ZOOM &&
    zoom <= MOST_ZOOM
  return isView ? { center: { latitude, longitude }, zoom } : null
}
