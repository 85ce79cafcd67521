import { surroundings } from './surroundings'

async function ask(path: string): Promise<void> {
  const answer = await fetch(surroundings.stackControl + path, { method: 'POST' })
  if (!answer.ok) {
    throw new Error(`${path}: ${answer.status}`)
  }
}

/** The services behind the gateway, by the names of their modules. Each answers when it is done. */
export const stack = {
  kill: (service: string) => ask(`/kill/${service}`),
  /** @param settings by the names of environment variables; it keeps them until they are set otherwise */
  restart: (service: string, settings: Readonly<Record<string, string>> = {}) =>
    ask(`/restart/${service}?${new URLSearchParams(settings)}`),
}
