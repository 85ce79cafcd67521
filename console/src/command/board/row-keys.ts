import type { ShallowRef } from 'vue'
import { useKeys } from '../../ui/keys'

/** `J`, `K` and the arrows go through the rows (`data-row`) of a list while the focus is in it. */
export function useRowKeys(list: Readonly<ShallowRef<HTMLElement | null>>): void {
  function move(by: 1 | -1): () => boolean {
    return () => {
      const rows = rowsOf(list.value)
      const at = rows.findIndex((row) => row === document.activeElement)
      if (at < 0) {
        return false
      }
      rows[at + by]?.focus()
      return true
    }
  }
  useKeys({ J: move(1), ArrowDown: move(1), K: move(-1), ArrowUp: move(-1) })
}

export function rowsOf(list: HTMLElement | null): readonly HTMLElement[] {
  return [...(list?.querySelectorAll<HTMLElement>('[data-row]') ?? [])]
}
