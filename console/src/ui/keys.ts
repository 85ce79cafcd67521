import { onScopeDispose, shallowRef } from 'vue'
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
  /** Taken also while a question lies over the page: else what is beneath it must not act. */
  readonly overDialogs?: () => boolean
}

const KEPT = 'single-letters'
const ALWAYS = /^(F\d+|Ctrl\+.+|Esc)$/
const SINGLE_LETTER = /^[A-Z]$/

const bindings: { readonly key: Key; readonly binding: Binding }[] = []
const lettersAreOn = shallowRef(kept(KEPT) !== 'off')
let isListening = false

/** Whether single letters do anything at this desk: whoever dictates to the machine switches them off. */
export function singleLetters(): boolean {
  return lettersAreOn.value
}

export function switchSingleLetters(on: boolean): void {
  lettersAreOn.value = on
  keep(KEPT, on ? 'on' : 'off')
}

/** Whether a key does anything now, so that it may be shown on its button. */
export function isOn(key: Key): boolean {
  return !SINGLE_LETTER.test(key) || singleLetters()
}

/** As `aria-keyshortcuts` has it. */
export function ariaKey(key: Key): string {
  return key.replace('Ctrl', 'Control').replace('Esc', 'Escape')
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
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- nothing else tells it
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
  if (SINGLE_LETTER.test(key) && (typing || !singleLetters())) {
    return
  }
  const isAsked = document.querySelector('dialog[open]') !== null
  for (const { key: bound, binding } of [...bindings].reverse()) {
    const isFree = !typing || ALWAYS.test(key) || binding.whileTyping === true
    const isReached = !isAsked || binding.overDialogs?.() === true
    if (bound === key && isFree && isReached && binding.run(event) !== false) {
      event.preventDefault()
      return
    }
  }
}
