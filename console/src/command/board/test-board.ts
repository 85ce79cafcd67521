/** For tests: a board at a desk, and what somebody does with it. */
import { flushPromises, mount, type DOMWrapper, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach } from 'vitest'
import { speak } from '../../text'
import { undos } from '../../ui/undo'
import AlertBoard from './AlertBoard.vue'
import { replayAt } from './replay'
import { ALERT, WHOLE, detailOf, eventOf, historyOf, type Step } from './stories'
import { NOW, answersOf, testDesk, type Asked, type TestDesk } from './test-desk'

export const RUNNING = WHOLE.slice(0, 18)
export let world: TestDesk
export let board: VueWrapper

/** In each test of a file. */
export function boards(): void {
  beforeEach(() => {
    speak('en')
    sessionStorage.clear()
    history.replaceState(null, '', '/')
  })
  afterEach(() => {
    board.unmount()
    world.close()
    replayAt.value = null
    undos.value = []
  })
}

export function newWorld(roles?: readonly string[], now = NOW): TestDesk {
  world = testDesk(roles, now)
  return world
}

export async function open(
  steps: readonly Step[] = RUNNING,
  roles?: readonly string[],
  now = NOW,
): Promise<void> {
  newWorld(roles, now)
  answersOf(detailOf(steps)).forEach((answer, path) => world.answers.set(path, answer))
  await show()
}

export async function show(): Promise<void> {
  mountBoard()
  await flushPromises()
}

export function mountBoard(): void {
  board = mount(AlertBoard, { props: { id: ALERT }, global: world.global, attachTo: document.body })
}

/** The stream tells what follows on the first so many. */
export async function happens(steps: readonly Step[], from: number): Promise<void> {
  const events = historyOf(steps)
    .slice(from)
    .map((entry) => eventOf(entry))
  world.tell({ kind: 'events', events })
  await flushPromises()
}

export function press(key: string, part: KeyboardEventInit = {}): void {
  window.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, ...part }))
}

export function button(text: string): DOMWrapper<HTMLButtonElement> {
  const found = board.findAll('button').find((each) => each.text().startsWith(text))
  if (found === undefined) {
    throw new Error(
      `There is no button ${text}: ${board
        .findAll('button')
        .map((each) => each.text())
        .join(' / ')}`,
    )
  }
  return found
}

export function sent(method: string, path: string): readonly Asked[] {
  return world.asked.filter((each) => each.method === method && each.path === path)
}
