import type { TaskState } from './entries'

const COVERING: ReadonlySet<TaskState> = new Set<TaskState>([
  'ACKNOWLEDGED',
  'EN_ROUTE',
  'ON_SCENE',
  'COMPLETED',
  'RELEASED',
])
const ENGAGED: ReadonlySet<TaskState> = new Set<TaskState>([
  'OFFERED',
  'ACKNOWLEDGED',
  'STANDBY',
  'EN_ROUTE',
  'ON_SCENE',
])

/** Counts towards the needed teams: it comes, is there, or has done its part. */
export function covers(state: TaskState): boolean {
  return COVERING.has(state)
}

/** Has said that it comes, and is in, in line, there, or done. */
export function comes(state: TaskState): boolean {
  return covers(state) || state === 'STANDBY'
}

/** The alert counts on the team or waits for its answer: it is told when the alert ends. */
export function isEngaged(state: TaskState): boolean {
  return ENGAGED.has(state)
}
