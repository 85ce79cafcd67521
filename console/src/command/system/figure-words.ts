import { currentLanguage } from '../../text'
import { count } from '../../text/formats'
import type { Words } from '../wording'
import type { FigureView } from './history'

/** `outbox-oldest-age` is `system.outboxOldestAge`. */
export function figureName(name: string, { t, te }: Words): string {
  const key = `system.${name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())}`
  return te(key) ? t(key) : name
}

/** 0.1 s; 4,120 */
export function figureValue(value: number, unit: FigureView['unit'], { t }: Words): string {
  return unit === 's' ? t('system.seconds', { seconds: value.toFixed(1) }) : count(value, currentLanguage())
}
