import { shallowRef, watch, type ShallowRef } from 'vue'
import { readView, writeView, type MapCanvas, type MapView } from '../../map/canvas'
import type { Coordinates } from '../../map/datum'
import type { Mark } from '../../map/marks'
import { useInAddress } from '../../ui/address'
import { place } from '../place'
import { firstView } from './drawing'

export interface Following {
  readonly view: ShallowRef<MapView>
  /** Once moved by hand it stays, until somebody lets it go. */
  readonly isHandMoved: ShallowRef<boolean>
  readonly moved: (next: MapView, byHand: boolean) => void
  /** By somebody's hand, too: by a key. */
  readonly show: (next: MapView) => void
  readonly letGo: () => void
  /** Goes where there is something to see, unless somebody has moved it; with each map that is drawn anew. */
  readonly follow: (canvas: () => MapCanvas | null, isPointedAt: () => boolean) => void
}

/** Where the map is looked at: what is opened with who comes to it, else all that runs; and where a hand has put it. */
export function useFollowing(marks: () => readonly Mark[]): Following {
  const inAddress = useInAddress('map')
  const isHandMoved = shallowRef(readView(inAddress.value) !== null)
  const view = shallowRef<MapView>(readView(inAddress.value) ?? firstView(focused()))
  let drawn: () => MapCanvas | null = () => null

  /** What is looked at, with who comes to it; else all that runs. */
  function focused(): readonly Coordinates[] {
    const all = marks()
    const opened = all.filter(
      (mark) => mark.kind === 'team' || ('isOpened' in mark && mark.isOpened) || mark.kind === 'picked',
    )
    return (opened.length > 0 ? opened : all).map((mark) => mark.place)
  }

  function fit(): void {
    const places = focused()
    if (!isHandMoved.value && places.length > 0) {
      drawn()?.fit(places)
    }
  }

  return {
    view,
    isHandMoved,
    moved: (next, byHand) => {
      view.value = next
      isHandMoved.value ||= byHand
      if (isHandMoved.value) {
        inAddress.value = writeView(next)
      }
    },
    show: (next) => {
      isHandMoved.value = true
      view.value = next
      inAddress.value = writeView(next)
      drawn()?.show(next)
    },
    letGo: () => {
      isHandMoved.value = false
      inAddress.value = ''
      fit()
    },
    follow: (canvas, isPointedAt) => {
      drawn = canvas
      // Nothing else moves a map. Given a shallow ref itself, Vue would call back whatever else has changed.
      watch([canvas, () => place.alert, () => place.report, () => marks().length > 0], fit)
      // Where they are is known a moment after the alert is opened, and a wave calls more.
      watch(
        () => marks().filter(({ kind }) => kind === 'team').length,
        (teams, before) => {
          if (teams > before && !isPointedAt()) {
            fit()
          }
        },
      )
    },
  }
}
