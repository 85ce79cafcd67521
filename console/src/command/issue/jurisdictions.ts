import type { Api } from '../../api/client'
import type { Desk } from '../desk'
import { toWgs84, type Coordinates, type Datum } from '../../map/datum'
import { metresBetween } from './geometry'

export interface Jurisdiction {
  readonly code: string
  readonly name: string
  readonly location: Coordinates | null
}

const PAGE = 200
const MOST_PAGES = 5

/** The registered jurisdictions, as far as somebody has asked for them; they hardly ever change. */
export class Jurisdictions {
  private readonly known = new Map<string, Promise<Jurisdiction | null>>()
  private readonly below = new Map<string, Promise<readonly Jurisdiction[]>>()

  constructor(private readonly api: Api) {}

  /** @returns null where there is no such jurisdiction, or no answer */
  get(code: string): Promise<Jurisdiction | null> {
    return this.once(this.known, code, async () => {
      const { data } = await this.api.GET('/api/jurisdictions/{code}', { params: { path: { code } } })
      return data === undefined ? null : { code: data.code, name: data.name, location: data.location ?? null }
    }).catch(() => null)
  }

  /**
   * The narrowest one at a place: down the tree, always to the nearest registered point.
   *
   * @param within where to begin: what somebody is responsible for
   */
  async findAt(given: Coordinates & { readonly datum: Datum }, within: string): Promise<Jurisdiction | null> {
    const place = toWgs84(given, given.datum)
    let found = await this.get(within)
    while (found !== null) {
      const nearest = nearestOf(await this.listBelow(found.code), place)
      if (nearest === null) {
        return found
      }
      found = nearest
    }
    return null
  }

  private listBelow(code: string): Promise<readonly Jurisdiction[]> {
    return this.once(this.below, code, async () => {
      const all: Jurisdiction[] = []
      let cursor: string | undefined
      for (let page = 0; page < MOST_PAGES; page++) {
        const { data } = await this.api.GET('/api/jurisdictions', {
          params: { query: { parent: code, limit: PAGE, ...(cursor === undefined ? {} : { cursor }) } },
        })
        if (data === undefined) {
          throw new TypeError(`Nothing is told of what lies in ${code}`)
        }
        all.push(
          ...data.items.map((one) => ({ code: one.code, name: one.name, location: one.location ?? null })),
        )
        cursor = data.nextCursor
        if (cursor === undefined) {
          break
        }
      }
      return all
    }).catch(() => [])
  }

  /** What fails is asked again the next time. */
  private once<Value>(
    kept: Map<string, Promise<Value>>,
    code: string,
    ask: () => Promise<Value>,
  ): Promise<Value> {
    const known = kept.get(code)
    if (known !== undefined) {
      return known
    }
    const asked = ask()
    kept.set(code, asked)
    asked.catch(() => kept.delete(code))
    return asked
  }
}

/** For `desk.share`. */
export function jurisdictionTree({ api }: Desk): Jurisdictions {
  return new Jurisdictions(api)
}

function nearestOf(some: readonly Jurisdiction[], place: Coordinates): Jurisdiction | null {
  let nearest: Jurisdiction | null = null
  let least = Number.POSITIVE_INFINITY
  for (const one of some) {
    const metres = one.location === null ? Number.POSITIVE_INFINITY : metresBetween(one.location, place)
    if (metres < least) {
      nearest = one
      least = metres
    }
  }
  return nearest
}
