import type { TaskView, TimelineEntry } from './entries'
import type { EventOf } from '../../api/events'
import type { TelephoneResult } from '../../api/leads'

/** How a team has been told of its task, and what it has said. */
export interface ContactStory {
  /** When a device confirmed the last call; absent while none has. */
  readonly reachedAt?: string
  /** The last time that somebody rang it up. */
  readonly telephoned?: { readonly at: string; readonly result: TelephoneResult }
  /** When it last said yes or no; how, where it was not said in the app. */
  readonly answered?: { readonly at: string; readonly said?: 'PHONE' | 'RADIO' }
}

const ANSWERS: ReadonlySet<string> = new Set([
  'member.answered.v1',
  'task.acknowledged.v1',
  'task.put-on-standby.v1',
  'task.declined.v1',
  'task.withdrawn.v1',
  'task.taken-over.v1',
])

/** By task id; of each since its team was called last. */
export function contactStories(timeline: readonly TimelineEntry[]): ReadonlyMap<string, ContactStory> {
  const stories = new Map<string, ContactStory>()
  for (const entry of timeline) {
    const taskId = entry.event['taskId']
    if (typeof taskId === 'string') {
      stories.set(taskId, after(stories.get(taskId) ?? {}, entry))
    }
  }
  return stories
}

function after(story: ContactStory, { type, at, event }: TimelineEntry): ContactStory {
  if (type === 'task.offered.v1') {
    return story.telephoned === undefined ? {} : { telephoned: story.telephoned }
  }
  if (type === 'task.reached.v1' || type === 'task.reached-again.v1') {
    return { ...story, reachedAt: at }
  }
  if (type === 'task.telephoned.v1') {
    const { result } = event as unknown as EventOf<'task.telephoned.v1'>
    return { ...story, telephoned: { at, result } }
  }
  if (!ANSWERS.has(type)) {
    return story
  }
  const said = event['said']
  if (said === 'PHONE' || said === 'RADIO') {
    return { ...story, answered: { at, said } }
  }
  // The team's answer follows from its members', in the same moment.
  return story.answered?.at === at ? story : { ...story, answered: { at } }
}

/** The state that a team's mark shows: an offer that has been reached has a shape of its own. */
export function shownState(task: TaskView): TaskView['state'] | 'REACHED' {
  return task.state === 'OFFERED' && task.reached ? 'REACHED' : task.state
}
