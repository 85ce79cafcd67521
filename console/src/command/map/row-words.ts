import type { ListRow } from '../../map/list'
import { texts } from '../../text'
import { distance } from '../../text/distances'

const { t } = texts.global

/** What it is and how it stands, in words: all that the map says by shape and colour. */
export function whatOf(row: ListRow): string {
  switch (row.kind) {
    case 'alert':
      return row.label === '' ? t('map.alert') : t('map.alertNumber', { number: row.label })
    case 'report':
      return t('map.report')
    case 'team':
      return t('map.team')
    case 'cluster':
      return t('map.teamsTogether', { count: row.teams ?? 0 })
    case 'people':
      return t('map.people', { count: row.people ?? 0 })
    case 'picked':
      return t('map.picked')
  }
}

export function stateOf(row: ListRow): string {
  const said = [
    row.alarm === null ? '' : t('map.alarm', { priority: row.alarm }),
    row.wave === null || row.wave === 0 ? '' : t('map.wave', { wave: row.wave }),
    row.coming === null ? '' : t(`coming.${row.coming}`),
    row.state === null ? '' : row.state === 'TASKED' ? t('map.tasked') : t('map.free'),
    row.kind === 'team' && row.people !== null ? t('map.onDuty', { count: row.people }) : '',
    row.minutes === null ? '' : row.minutes === 0 ? t('map.new') : t('map.age', { minutes: row.minutes }),
    row.within > 0 ? t('map.within', { distance: distance(row.within) }) : '',
  ]
  return said.filter((part) => part !== '').join(' · ')
}

/** "850 m north-east"; of the place itself "here". */
export function whereOf(row: ListRow): string {
  return row.direction === null
    ? t('map.here')
    : t('map.away', { distance: distance(row.metres), direction: t(`compass.${row.direction}`) })
}

export function isOpenable(row: ListRow): boolean {
  return row.kind === 'alert' || row.kind === 'report'
}
