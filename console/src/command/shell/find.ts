import type { Api } from '../../api/client'
import type { Category } from '../../api/events'

/** Something that was found by its words; its kind says what opens it. */
export type Hit =
  | {
      readonly kind: 'alert'
      readonly id: string
      readonly number: number | null
      readonly category: Category
      readonly name: string
      readonly status: string
    }
  | { readonly kind: 'report'; readonly id: string; readonly category: Category; readonly name: string }
  | { readonly kind: 'team'; readonly id: string; readonly name: string; readonly jurisdiction: string }
  | { readonly kind: 'jurisdiction'; readonly id: string; readonly name: string }

export interface Finding {
  readonly hits: readonly Hit[]
  /** One of the services did not answer: there may be more. */
  readonly isPart: boolean
}

const OF_EACH = 5
const LONGEST_QUERY = 100

/** Asks all services that know something by words. What an account may not see is not found. */
export async function find(api: Api, text: string, signal: AbortSignal): Promise<Finding> {
  const query = { q: text.trim().slice(0, LONGEST_QUERY), limit: OF_EACH }
  if (query.q === '') {
    return { hits: [], isPart: false }
  }
  const options = { params: { query }, signal }
  const parts = await Promise.all([
    hits(api.GET('/api/search/alerts', options), (found) => ({
      kind: 'alert',
      id: found.id,
      number: found.number ?? null,
      category: found.category,
      name: found.headline,
      status: found.status,
    })),
    hits(api.GET('/api/search/reports', options), (found) => ({
      kind: 'report',
      id: found.id,
      category: found.category,
      name: found.text,
    })),
    hits(api.GET('/api/search/teams', options), (found) => ({
      kind: 'team',
      id: found.id,
      name: found.name,
      jurisdiction: found.jurisdiction,
    })),
    hits(api.GET('/api/search/jurisdictions', options), (found) => ({
      kind: 'jurisdiction',
      id: found.code,
      name: found.name,
    })),
  ])
  return { hits: parts.flatMap((part) => part ?? []), isPart: parts.includes(null) }
}

interface Answer<Item> {
  readonly data?: { readonly items: readonly Item[] } | undefined
  readonly response: Response
}

/** Null where there was no answer; what is forbidden is none. */
async function hits<Item>(answer: Promise<Answer<Item>>, hitOf: (item: Item) => Hit): Promise<Hit[] | null> {
  try {
    const { data, response } = await answer
    return data === undefined ? (response.status === 403 ? [] : null) : data.items.map(hitOf)
  } catch {
    return null
  }
}
