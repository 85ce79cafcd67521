import type { AlertDetail, TaskView } from './entries'
import { isEngaged } from './task-states'

/** How many people are told when the alert ends: all on duty of the teams that it counts on or waits for. */
export function peopleTold(tasks: AlertDetail['tasks']): number {
  return tasks.filter((task) => isEngaged(task.state)).reduce((sum, task) => sum + peopleOf(task), 0)
}

/** Of one team. */
export function peopleOf(task: TaskView): number {
  return Math.max(task.reason.membersOnDuty, task.peopleComing)
}

/** How many of all called teams are told of a change: none that is out of it is. */
export function peopleCalled(tasks: AlertDetail['tasks']): number {
  return tasks
    .filter((task) => isEngaged(task.state) || task.state === 'UNREACHED')
    .reduce((sum, task) => sum + peopleOf(task), 0)
}
