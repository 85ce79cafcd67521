import { shallowReactive } from 'vue'
import type { Desk } from '../desk'

/** So many are asked for at a time: a list of 50 rows is no flood. */
const AT_A_TIME = 4

const AGAIN_MS = 30_000

export interface JurisdictionNames {
  /** Null while it is not known; it is asked for then. Empty where there is none of that code. */
  readonly nameOf: (code: string) => string | null
  /** What another answer has said. */
  readonly learn: (all: readonly { readonly code: string; readonly name: string }[]) => void
}

/** For `desk.share`: what jurisdictions are called, each asked for once and only when it is shown. */
export function makeJurisdictionNames(desk: Desk): JurisdictionNames {
  const names = shallowReactive(new Map<string, string>())
  const asked = new Map<string, number>()
  let waiting: string[] = []
  let running = 0

  function ask(code: string): void {
    const last = asked.get(code)
    if (last === undefined || Date.now() - last > AGAIN_MS) {
      asked.set(code, Date.now())
      waiting.push(code)
      next()
    }
  }

  function next(): void {
    const code = waiting[0]
    if (code === undefined || running >= AT_A_TIME) {
      return
    }
    waiting = waiting.slice(1)
    running++
    void get(code).finally(() => {
      running--
      next()
    })
  }

  async function get(code: string): Promise<void> {
    try {
      const { data, response } = await desk.api.GET('/api/jurisdictions/{code}', {
        params: { path: { code } },
      })
      if (data !== undefined) {
        names.set(code, data.name)
      } else if (response.status === 404) {
        names.set(code, '')
      }
    } catch {
      // The code is shown; it is asked for again when it is looked at later.
    }
  }

  return {
    nameOf: (code) => {
      const name = names.get(code)
      if (name === undefined && code !== '') {
        ask(code)
      }
      return name ?? null
    },
    learn: (all) => {
      for (const { code, name } of all) {
        names.set(code, name)
      }
    },
  }
}
