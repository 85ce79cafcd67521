import { shallowRef } from 'vue'

/** So long something that has an opposite can be taken back. */
export const UNDO_MS = 10_000

export interface Undo {
  readonly id: number
  /** What was done, in a sentence. */
  readonly said: string
  readonly takeBack: () => void
}

/** What can be taken back now, the newest first. */
export const undos = shallowRef<readonly Undo[]>([])

let undosOffered = 0

/** To be called once it is known that it was done. What reached people is corrected instead, not taken back. */
export function offerUndo(said: string, opposite: () => void): void {
  const undo: Undo = {
    id: ++undosOffered,
    said,
    takeBack: () => {
      withdraw(undo)
      opposite()
    },
  }
  undos.value = [undo, ...undos.value]
  setTimeout(() => {
    withdraw(undo)
  }, UNDO_MS)
}

/** Somebody else is at this desk. */
export function forgetUndos(): void {
  undos.value = []
}

function withdraw(undo: Undo): void {
  undos.value = undos.value.filter((other) => other !== undo)
}
