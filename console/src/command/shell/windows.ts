import { watch, type ShallowRef } from 'vue'
import type { WindowPart } from '../../stream/messages'
import type { Desk } from '../desk'
import { follow, isOwnWindow, place, type PageName } from '../place'

/** The event stream is a page as well as a window of its own, and follows only as the latter. */
export function partOf(page: PageName, name: string = window.name): WindowPart {
  switch (page) {
    case 'board':
    case 'map':
      return 'follows'
    case 'wall':
      return 'apart'
    default:
      return isOwnWindow(page, name) ? 'follows' : 'leads'
  }
}

/** One window for each: what is open comes to the front. A browser that refuses it leaves the link to open a tab. */
export function openWindow(event: MouseEvent, page: PageName, address: string): void {
  if (window.open(address, windowName(page), 'popup,width=1280,height=900') !== null) {
    event.preventDefault()
  }
}

export function windowName(page: PageName): string {
  return `muster-${page}`
}

/** The address of a page that looks at what this one looks at. */
export function addressOf(page: PageName): string {
  const parameters = new URLSearchParams({ page })
  if (page === 'board' || page === 'map') {
    if (place.alert !== '') {
      parameters.set('alert', place.alert)
    }
    if (place.report !== '') {
      parameters.set('report', place.report)
    }
  }
  return `/?${parameters.toString()}`
}

/** Joins the windows of this browser, for as long as the component lives. */
export function joinWindows(desk: Desk, canSound: Readonly<ShallowRef<boolean>>): void {
  function select(): void {
    desk.tellWindows({ kind: 'selected', selection: { alert: place.alert, report: place.report } })
  }

  watch(
    [() => partOf(place.page), canSound],
    ([part, can]) => {
      desk.tellWindows({ kind: 'window', part, canSound: can })
    },
    { immediate: true },
  )
  // One that is opened without anything takes nothing away from the others.
  if (place.alert !== '' || place.report !== '') {
    select()
  }
  watch([() => place.alert, () => place.report], select)
  desk.follow({
    selection: ({ alert, report }) => {
      if (alert !== place.alert || report !== place.report) {
        // A form that is open in the board's window stays; the command page shows what was chosen beside it.
        follow({ alert, report, ...(partOf(place.page) === 'leads' ? { doing: '' } : {}) })
      }
    },
  })
}
