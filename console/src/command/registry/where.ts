import { reactive, readonly } from 'vue'

export const VIEWS = ['teams', 'volunteers', 'duty', 'area', 'import'] as const
export type RegistryView = (typeof VIEWS)[number]

/** Where somebody is within the registry; all of it stands in the address. */
export interface Where {
  view: RegistryView
  /** The code of the jurisdiction whose teams and volunteers are shown; empty for the whole scope. */
  area: string
  /** The id of the team or volunteer that is looked at, or `new`. */
  entry: string
}

const NAMES = { view: 'view', area: 'area', entry: 'entry' } as const

export function whereOf(search: string): Where {
  const parameters = new URLSearchParams(search)
  return {
    view: VIEWS.find((view) => view === parameters.get(NAMES.view)) ?? 'teams',
    area: parameters.get(NAMES.area) ?? '',
    entry: parameters.get(NAMES.entry) ?? '',
  }
}

const here: Where = reactive(whereOf(location.search))

/** This window's. */
export const where: Readonly<Where> = readonly(here)

/** The browser's "back" goes to where one was before. */
export function turnTo(to: Partial<Where>): void {
  Object.assign(here, to)
  const parameters = new URLSearchParams(location.search)
  for (const name of Object.values(NAMES)) {
    if (here[name] === '' || (name === 'view' && here.view === 'teams')) {
      parameters.delete(name)
    } else {
      parameters.set(name, here[name])
    }
  }
  const query = parameters.toString()
  const search = query === '' ? '' : `?${query}`
  if (search !== location.search) {
    history.pushState(history.state, '', `${location.pathname}${search}`)
  }
}

window.addEventListener('popstate', () => {
  Object.assign(here, whereOf(location.search))
})
