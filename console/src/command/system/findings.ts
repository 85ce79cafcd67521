import {
  beyondSince,
  seriesOf,
  type FigureView,
  type History,
  type ServiceView,
  type SystemView,
} from './history'

/** A service that somebody has to look at. */
export interface Finding {
  readonly service: ServiceView['service']
  readonly status: ServiceView['status']
  /** Since when, as far back as is known. */
  readonly since: number
  /** Figures beyond their limits. */
  readonly beyond: readonly FigureView[]
}

/** Counted since the service began: those that wait are what somebody has to see to. */
const INSTEAD: ReadonlyMap<string, string> = new Map([['dead-letters', 'dead-letters-waiting']])

export function isBeyond(figure: FigureView): boolean {
  return figure.limit !== undefined && figure.value > figure.limit
}

/** The figures that are shown: of two that say the same the one to act on. */
export function figuresOf(service: ServiceView): readonly FigureView[] {
  const names = new Set(service.figures.map(({ name }) => name))
  return service.figures.filter(({ name }) => !names.has(INSTEAD.get(name) ?? ''))
}

/** The worst first: what does not answer, what can't work, what is beyond a limit. */
export function findingsOf(view: SystemView, history: History): readonly Finding[] {
  return view.services
    .map((service) => findingOf(service, history))
    .filter((finding) => finding.status !== 'up' || finding.beyond.length > 0)
    .sort((one, other) => weight(other) - weight(one))
}

function findingOf(service: ServiceView, history: History): Finding {
  const beyond = figuresOf(service).filter(isBeyond)
  const times = beyond.flatMap(({ name, limit }) => {
    const since = beyondSince(history.get(seriesOf(service.service, name)) ?? [], limit ?? 0)
    return since === null ? [] : [since]
  })
  return {
    service: service.service,
    status: service.status,
    since: service.status === 'up' && times.length > 0 ? Math.min(...times) : Date.parse(service.since),
    beyond,
  }
}

function weight({ status, beyond }: Finding): number {
  return (status === 'away' ? 200 : status === 'not-ready' ? 100 : 0) + beyond.length
}
