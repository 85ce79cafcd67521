import type { components } from '../../api/generated/gateway'

export type SystemView = components['schemas']['SystemView']
export type ServiceView = components['schemas']['ServiceView']
export type FigureView = components['schemas']['FigureView']
export type ServiceName = ServiceView['service']

export const HOUR_MS = 3_600_000

/** One in five seconds would be 720; more are never kept, whatever asks. */
const MOST = 720

export interface Sample {
  readonly at: number
  readonly value: number
}

/** By service and figure: {@link seriesOf}. */
export type History = ReadonlyMap<string, readonly Sample[]>

export function seriesOf(service: ServiceName, figure: string): string {
  return `${service}/${figure}`
}

/** With one more reading; what is older than an hour goes. A reading that is known already changes nothing. */
export function withReading(history: History, view: SystemView): History {
  const at = Date.parse(view.at)
  const next = new Map(history)
  for (const { service, figures } of view.services) {
    for (const { name, value } of figures) {
      const series = seriesOf(service, name)
      const before = next.get(series) ?? []
      if (before.at(-1)?.at !== at) {
        next.set(
          series,
          [...before, { at, value }].filter((sample) => at - sample.at <= HOUR_MS).slice(-MOST),
        )
      }
    }
  }
  return next
}

/** Since when a figure has been beyond its limit, as far back as is known; null where it is not. */
export function beyondSince(samples: readonly Sample[], limit: number): number | null {
  let since: number | null = null
  for (const { at, value } of [...samples].reverse()) {
    if (value <= limit) {
      break
    }
    since = at
  }
  return since
}

export interface Extremes {
  readonly lowest: number
  readonly highest: number
}

export function extremesOf(samples: readonly Sample[]): Extremes | null {
  const values = samples.map(({ value }) => value)
  return values.length === 0 ? null : { lowest: Math.min(...values), highest: Math.max(...values) }
}

/**
 * Where a line goes, as SVG's `points`: the last hour from left to right, nothing at the bottom and the most, or the
 * limit where that is more, at the top.
 */
export function pointsOf(
  samples: readonly Sample[],
  now: number,
  limit: number | undefined,
  width: number,
  height: number,
): string {
  const top = Math.max(limit ?? 0, extremesOf(samples)?.highest ?? 0) || 1
  return samples
    .map(({ at, value }) => {
      const x = width * Math.max(0, 1 - (now - at) / HOUR_MS)
      const y = height * (1 - Math.max(0, value) / top)
      return `${x.toFixed(1)},${y.toFixed(1)}`
    })
    .join(' ')
}
