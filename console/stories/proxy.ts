import { surroundings } from './surroundings'

/** What the proxy between the browser and everything else has seen. */
export interface Seen {
  readonly hosts: readonly string[]
  readonly foreign: readonly string[]
  readonly connections: number
}

async function ask(method: string, path: string): Promise<Response> {
  const answer = await fetch(surroundings.proxyControl + path, { method })
  if (!answer.ok) {
    throw new Error(`${method} ${path}: ${answer.status}`)
  }
  return answer
}

/** The network, as far as the browser has one. */
export const network = {
  cut: () => ask('POST', '/cut'),
  restore: () => ask('POST', '/restore'),
  break: () => ask('POST', '/break'),
  hold: () => ask('POST', '/hold'),
  slowTo: (bytesPerSecond: number) => ask('POST', `/slow?bytesPerSecond=${bytesPerSecond}`),
  seen: async () => (await (await ask('GET', '/seen')).json()) as Seen,
}
