/* eslint-disable no-restricted-globals -- the one place that does it */

/** What a desk keeps between visits: choices such as the language. Never texts of people, nor anything of a session. */
const PREFIX = 'muster.'

/** Null where nothing is kept, or the browser keeps nothing. */
export function kept(name: string): string | null {
  try {
    return localStorage.getItem(PREFIX + name)
  } catch {
    return null
  }
}

export function keep(name: string, value: string): void {
  try {
    localStorage.setItem(PREFIX + name, value)
  } catch {
    // A browser that keeps nothing asks again next time.
  }
}
