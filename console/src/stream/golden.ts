/** For tests: one example of each event version, which stands for what lies in the topics already. */
import type { StreamEvent } from '../api/events'

const files = import.meta.glob<Readonly<Record<string, unknown>>>(
  '../../../contracts/src/test/resources/golden/*.json',
  {
    eager: true,
    import: 'default',
  },
)

export const golden: ReadonlyMap<string, Readonly<Record<string, unknown>>> = new Map(
  Object.entries(files).map(([path, event]) => [path.replace(/^.*\/|\.json$/g, ''), event]),
)

/** As the stream brings it. */
export function goldenEvent(type: string, version: number, part: Partial<StreamEvent> = {}): StreamEvent {
  const event = golden.get(type)
  if (event === undefined) {
    throw new Error(`There is no golden file of ${type}`)
  }
  return {
    type,
    at: String(event['at']),
    eventId: `${type}/${version}`,
    topic: 'dispatch.events',
    key: String(event['alertId']),
    version,
    event,
    ...part,
  }
}
