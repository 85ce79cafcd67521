import { readonly, shallowRef } from 'vue'
import { kept, keep } from './kept'

/** Dark for dark rooms, light for lit ones; `system` is what the machine prefers. */
export const THEMES = ['system', 'dark', 'light'] as const
export type Theme = (typeof THEMES)[number]

const KEPT = 'theme'

const chosen = shallowRef<Theme>(THEMES.find((theme) => theme === kept(KEPT)) ?? 'system')
show()

/** This desk's. */
export const theme = readonly(chosen)

export function chooseTheme(next: Theme): void {
  chosen.value = next
  keep(KEPT, next)
  show()
}

function show(): void {
  const { dataset } = document.documentElement
  if (chosen.value === 'system') {
    delete dataset['theme']
  } else {
    dataset['theme'] = chosen.value
  }
}
