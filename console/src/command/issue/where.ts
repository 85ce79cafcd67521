import { shallowRef } from 'vue'
import type { Coordinates, Datum } from '../../map/datum'

/** A place that somebody has pointed at or chosen, for the alert that is being issued. */
export interface Picked extends Coordinates {
  readonly datum: Datum
  /** What it is called, where somebody knows: of a team, a village, an earlier alert. */
  readonly name: string
}

/**
 * The one place that is meant at this desk: the map writes it when it is clicked, the form when it is searched or
 * typed, and both show it. Null as long as there is none.
 */
export const picked = shallowRef<Picked | null>(null)

/** Whether a click on the map means a place for the form: only while one is open. */
export const isPicking = shallowRef(false)

/** Of the map: a click, in WGS-84. */
export function pickOnMap(latitude: number, longitude: number): void {
  picked.value = { latitude, longitude, datum: 'WGS84', name: '' }
}
