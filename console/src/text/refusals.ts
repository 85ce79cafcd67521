import { texts } from '.'

/** Of a problem detail (RFC 9457), what words are chosen by. */
interface Refusal {
  readonly type?: string
  readonly title?: string
  readonly detail?: string
  readonly reason?: unknown
}

/** The key of the words for a kind of problem, such as `/problems/out-of-scope`. */
export function problemKey(type: string): string {
  return `problem.${type.replace(/^\/problems\//, '').replaceAll('-', '_')}`
}

/**
 * Why a service has refused something, in the page's language: by its reason, else by the kind of problem. What is
 * newer than these texts is said in the service's own words, which are English; empty where it says nothing.
 */
export function reasonOf({ type, title, detail, reason }: Refusal): string {
  const words = texts.global
  const keys = [
    ...(typeof reason === 'string' ? [`refusal.${reason}`] : []),
    // A conflict without a known reason has told more in its own words.
    ...(type === undefined || (type === '/problems/conflict' && detail !== undefined)
      ? []
      : [problemKey(type)]),
  ]
  const key = keys.find((one) => words.te(one))
  return key === undefined ? (detail ?? title ?? '') : words.t(key)
}
