import { onScopeDispose } from 'vue'
import { kept, keep } from './kept'

/**
 * A key as it is written on its button: `F2`, `Ctrl+Enter`, `Esc`, `.`, `/`, or a single letter, which may be typed in
 * either case.
 */
export type Key = string

export interface Binding {
  /** @returns false where it does not want the key at this moment: then somebody else may have it */
  readonly run: (event: KeyboardEvent) => boolean | undefined
  /** Taken also while somebody types, as F-keys, Ctrl+Enter and Esc are. Single letters never are. */
  readonly whileTyping?: boolean
}

const KEPT = 'single-letters'
const ALWAYS = /^(F\d+|Ctrl\+.+|Esc)$/

const bindings: { readonly key: Key; readonly binding: Binding }[] = []
let isListening = false

/** Whether single letters do anything at this desk: whoever dictates to the machine switches them off. */
export function singleLetters(): boolean {
  return kept(KEPT) !== 'off'
}

export function switchSingleLetters(on: boolean): void {
  keep(KEPT, on ? 'on' : 'off')
}

/** For as long as the component lives. Of several that bind one key the last one is asked first. */
export function useKeys(keys: Readonly<Record<Key, Binding['run'] | Binding>>): void {
  listen()
  const added = Object.entries(keys).map(([key, bound]) => ({
    key,
    binding: typeof bound === 'function' ? { run: bound } : bound,
  }))
  bindings.push(...added)
  onScopeDispose(() => {
    for (const one of added) {
      bindings.splice(bindings.indexOf(one), 1)
    }
  })
}

/** The key that was struck, as it is written; null while an input method composes. */
export function keyOf(event: KeyboardEvent): Key | null {
  // 229: what browsers give for keys that an input method has taken, also after the composition's end.
  if (event.isComposing || event.keyCode === 229) {
    return null
  }
  const key = event.key === 'Escape' ? 'Esc' : event.key.length === 1 ? event.key.toUpperCase() : event.key
  if (event.altKey) {
    return null
  }
  return event.ctrlKey || event.metaKey ? `Ctrl+${key}` : key
}

export function isTyping(event: KeyboardEvent): boolean {
  return (
    event.target instanceof HTMLElement &&
    event.target.closest('input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]') !==
      null
  )
}

function listen(): void {
  if (!isListening) {
    isListening = true
    window.addEventListener('keydown', pressed)
  }
}

function pressed(event: KeyboardEvent): void {
  const key = keyOf(event)
  if (key === null || event.defaultPrevented) {
    return
  }
  const typing = isTyping(event)
  if (!ALWAYS.test(key) && /^[A-Z]$/.test(key) && (typing || !singleLetters())) {
    return
  }
  for (const one of [...bindings].reverse()) {
    if (one.key !== key || (typing && !ALWAYS.test(key) && one.binding.whileTyping !== true)) {
      continue
    }
    if (one.binding.run(event) !== false) {
      event.preventDefault()
      return
    }
  }
}
