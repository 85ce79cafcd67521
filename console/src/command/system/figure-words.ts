import { currentLanguage } from '../../text'
import { count } from '../../text/formats'
import type { Words } from '../wording'
import type { FigureView } from './history'

/** `outbox-oldest-age` is `system.outboxOldestAge`. */
export function figureName(name: string, { t, te }: Words): string {
  const key = `system.${name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())}`
  return te(key) ? t(key) : name
}

/** 0.1 s, or 0.038 s where that is what there is; 4,120 */
export function figureValue(value: number, unit: FigureView['unit'], { t }: Words): string {
  return unit === 's'
    ? t('system.seconds', { seconds: value.toFixed(value > 0 && value < 0.1 ? 3 : 1) })
    : count(value, currentLanguage())
}
