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
  restart: (service: string) => ask(`/restart/${service}`),
}
