import { shallowReactive } from 'vue'
import type { Api } from '../../api/client'
import type { components } from '../../api/generated/volunteer-service'
import { toWgs84, type Coordinates, type Datum } from '../../map/datum'
import type { Desk } from '../desk'
import { inTurns } from '../in-turn'
import { metresBetween } from '../issue/geometry'

export type Jurisdiction = components['schemas']['JurisdictionJson']

/** So many are asked for at a time: a list of 50 rows is no flood. */
const AT_A_TIME = 4

const AGAIN_MS = 30_000
const PAGE = 200

/** No jurisdiction has more children by far; a tree that never ends is a mistake of the registry. */
const MOST_PAGES = 10

/** The registered jurisdictions, each asked for once and only when somebody wants it: they hardly ever change. */
export interface Jurisdictions {
  /** Null while it is not known; it is asked for then. Empty where there is none of that code. */
  readonly nameOf: (code: string) => string | null
  /** What another answer has said. */
  readonly learn: (all: readonly { readonly code: string; readonly name: string }[]) => void
  /** Null where there is none of that code, or no answer. */
  readonly find: (code: string) => Promise<Jurisdiction | null>
  /**
   * The narrowest one at a place: down the tree, always to the nearest registered point.
   *
   * @param within where to begin: what somebody is responsible for
   */
  readonly findAt: (
    place: Coordinates & { readonly datum: Datum },
    within: string,
  ) => Promise<Jurisdiction | null>
}

/** For `desk.share`. */
export function jurisdictions({ api }: Desk): Jurisdictions {
  return jurisdictionsOf(api)
}

export function jurisdictionsOf(api: Api): Jurisdictions {
  const names = shallowReactive(new Map<string, string>())
  const found = new Map<string, Promise<Jurisdiction | null>>()
  const below = new Map<string, Promise<readonly Jurisdiction[] | null>>()
  const failed = new Map<string, number>()
  const inTurn = inTurns(AT_A_TIME)

  function find(code: string): Promise<Jurisdiction | null> {
    const known = found.get(code)
    if (known !== undefined) {
      return known
    }
    const asked = inTurn(() => read(code))
    found.set(code, asked)
    return asked
  }

  async function read(code: string): Promise<Jurisdiction | null> {
    const answer = await api
      .GET('/api/jurisdictions/{code}', { params: { path: { code } } })
      .catch(() => null)
    if (answer?.data !== undefined) {
      names.set(code, answer.data.name)
      return answer.data
    }
    if (answer?.response.status === 404) {
      names.set(code, '')
    } else {
      // Whoever looks at it later asks again.
      found.delete(code)
      failed.set(code, Date.now())
    }
    return null
  }

  function learn(all: readonly { readonly code: string; readonly name: string }[]): void {
    for (const { code, name } of all) {
      names.set(code, name)
    }
  }

  async function listBelow(code: string): Promise<readonly Jurisdiction[]> {
    const asked = below.get(code) ?? readBelow(api, code)
    below.set(code, asked)
    const children = await asked
    if (children === null) {
      below.delete(code)
      return []
    }
    learn(children)
    return children
  }

  return {
    nameOf: (code) => {
      const name = names.get(code)
      const last = failed.get(code)
      if (name === undefined && code !== '' && (last === undefined || Date.now() - last > AGAIN_MS)) {
        void find(code)
      }
      return name ?? null
    },
    learn,
    find,
    findAt: async (given, within) => {
      const place = toWgs84(given, given.datum)
      let at = await find(within)
      while (at !== null) {
        const nearest = nearestOf(await listBelow(at.code), place)
        if (nearest === null) {
          return at
        }
        at = nearest
      }
      return null
    },
  }
}

/** The children of one as they are registered now; null where there is no answer. */
export async function readBelow(api: Api, parent: string): Promise<readonly Jurisdiction[] | null> {
  const children: Jurisdiction[] = []
  let cursor: string | undefined
  for (let page = 0; page < MOST_PAGES; page++) {
    const query = { parent, limit: PAGE, ...(cursor === undefined ? {} : { cursor }) }
    const answer = await api.GET('/api/jurisdictions', { params: { query } }).catch(() => null)
    if (answer?.data === undefined) {
      return null
    }
    children.push(...answer.data.items)
    cursor = answer.data.nextCursor
    if (cursor === undefined) {
      break
    }
  }
  return children
}

function nearestOf(some: readonly Jurisdiction[], place: Coordinates): Jurisdiction | null {
  let nearest: Jurisdiction | null = null
  let least = Number.POSITIVE_INFINITY
  for (const one of some) {
    const metres = one.location === undefined ? Number.POSITIVE_INFINITY : metresBetween(one.location, place)
    if (metres < least) {
      nearest = one
      least = metres
    }
  }
  return nearest
}
