import { reactive, readonly } from 'vue'

/** `board` and `map` are the command page's panes in windows of their own. */
export const PAGES = ['command', 'events', 'system', 'registry', 'wall', 'board', 'map'] as const
export type PageName = (typeof PAGES)[number]

/** Where somebody is in the console: all of it stands in the address, so that it can be sent and opened again. */
export interface Place {
  page: PageName
  /** The id of the alert that is looked at. */
  alert: string
  /** The id of the report that is decided. */
  report: string
  /** `new`: an alert is being issued; `phone`: somebody is on the phone. */
  doing: '' | 'new' | 'phone'
}

const NOWHERE: Place = { page: 'command', alert: '', report: '', doing: '' }

export function placeOf(search: string): Place {
  const parameters = new URLSearchParams(search)
  const page = PAGES.find((name) => parameters.get('page') === name)
  const doing = parameters.get('doing')
  return {
    page: page ?? NOWHERE.page,
    alert: parameters.get('alert') ?? '',
    report: parameters.get('report') ?? '',
    doing: doing === 'new' || doing === 'phone' ? doing : '',
  }
}

/** Other parameters (filters, the map's view) stay as they are. */
export function searchOf(place: Readonly<Place>, search: string): string {
  const parameters = new URLSearchParams(search)
  for (const name of ['page', 'alert', 'report', 'doing'] as const) {
    if (place[name] === NOWHERE[name]) {
      parameters.delete(name)
    } else {
      parameters.set(name, place[name])
    }
  }
  const query = parameters.toString()
  return query === '' ? '' : `?${query}`
}

const here: Place = reactive(placeOf(location.search))

/** This window's place. */
export const place: Readonly<Place> = readonly(here)

/** The browser's "back" goes to where one was before. */
export function go(to: Partial<Place>): void {
  Object.assign(here, to)
  const search = searchOf(here, location.search)
  if (search !== location.search) {
    history.pushState(null, '', `${location.pathname}${search}`)
  }
}

/** To where another window of this desk has gone: "back" does not go through what others have looked at. */
export function follow(to: Partial<Place>): void {
  Object.assign(here, to)
  history.replaceState(history.state, '', `${location.pathname}${searchOf(here, location.search)}`)
}

/** An alert is looked at, in the command page's detail; from a window of its own, in the command page's window. */
export function openAlert(id: string): void {
  go({ page: pageOfDetail(), alert: id, report: '', doing: '' })
}

export function openReport(id: string): void {
  go({ page: pageOfDetail(), alert: '', report: id, doing: '' })
}

/**
 * What is looked at stays behind the form.
 *
 * @returns false in a window that has no place for one
 */
export function openForm(doing: 'new' | 'phone'): boolean {
  if (here.page === 'map' || here.page === 'wall' || (here.page !== 'board' && isOwnWindow(here.page))) {
    return false
  }
  go({ page: here.page === 'board' ? 'board' : 'command', doing })
  return true
}

/** A window of its own for a pane is called after it. */
export function isOwnWindow(page: PageName, name: string = window.name): boolean {
  return name === `muster-${page}`
}

function pageOfDetail(): PageName {
  const stays = here.page === 'board' || here.page === 'map' || isOwnWindow(here.page)
  return stays ? here.page : 'command'
}

window.addEventListener('popstate', () => {
  Object.assign(here, placeOf(location.search))
})
