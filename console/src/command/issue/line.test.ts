// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { parseLine, type LineWords } from './line'

const words: LineWords = {
  categories: [
    ['THEFT', 'theft'],
    ['THEFT', '盗窃'],
    ['BRAWL', 'brawl'],
    ['BRAWL', '斗殴'],
    ['FRAUD_WARNING', 'fraud warning'],
    ['FRAUD_WARNING', '反诈预警'],
    ['MISSING_PERSON', 'missing person'],
    ['MISSING_PERSON', '人员走失'],
    ['FIRE_HAZARD', 'fire hazard'],
    ['FIRE_HAZARD', '火灾隐患'],
    ['CROWD', 'crowd'],
    ['CROWD', '人群聚集'],
    ['OTHER', 'other'],
    ['OTHER', '其他'],
  ],
  severities: [
    ['SEVERE', 'severe'],
    ['SEVERE', '严重'],
  ],
  teams: ['teams', '队'],
  people: ['people', '人'],
}

function said(text: string): string {
  const line = parseLine(text, words)
  if (line === null) {
    return '-'
  }
  const need = line.people === null ? (line.teams ?? '') : `${line.people}p`
  return [line.where, line.category, line.severity ?? '', need].join(' | ')
}

describe('an alert in one line', () => {
  it.each([
    ['xizhu theft 2', 'xizhu | THEFT |  | 2'],
    ['西朱 盗窃 2', '西朱 | THEFT |  | 2'],
    ['  Xizhu   Theft  ', 'Xizhu | THEFT |  | '],
    ['theft xizhu shop', 'xizhu shop | THEFT |  | '],
    ['xizhu fire hazard 3', 'xizhu | FIRE_HAZARD |  | 3'],
    ['xizhu severe brawl', 'xizhu | BRAWL | SEVERE | '],
    ['西朱，严重，斗殴，3队', '西朱 | BRAWL | SEVERE | 3'],
    ['西朱 人群聚集 20人', '西朱 | CROWD |  | 20p'],
    ['xizhu missing person 12people', 'xizhu | MISSING_PERSON |  | 12p'],
  ])('%s is %s', (line, expected) => {
    expect(said(line)).toBe(expected)
  })

  it('needs no spaces where Chinese has none', () => {
    expect(said('西朱村盗窃2')).toBe('西朱村 | THEFT |  | 2')
    expect(said('大黄山街道火灾隐患')).toBe('大黄山街道 | FIRE_HAZARD |  | ')
  })

  it('takes a word that is cut short, where one can be meant', () => {
    expect(said('xizhu fire 3')).toBe('xizhu | FIRE_HAZARD |  | 3')
    expect(said('西朱 走失')).toBe('西朱 | MISSING_PERSON |  | ')
    // Too short to be meant.
    expect(said('the shop')).toBe('-')
    // Two categories have this sign, and one sign is no word.
    expect(said('西朱 人')).toBe('-')
  })

  it('takes the whole word before one that is cut short: a fire station can be robbed', () => {
    expect(said('fire station theft')).toBe('fire station | THEFT |  | ')
  })

  it('takes the last of two categories: places come first', () => {
    expect(said('other street theft')).toBe('other street | THEFT |  | ')
  })

  it('leaves a number that is no need to the place', () => {
    expect(said('2 theft')).toBe('2 | THEFT |  | ')
    expect(said('xizhu theft 0')).toBe('xizhu 0 | THEFT |  | ')
    expect(said('xizhu theft 201')).toBe('xizhu 201 | THEFT |  | ')
    expect(said('xizhu theft 317b')).toBe('xizhu 317b | THEFT |  | ')
    expect(said('320371003209 theft')).toBe('320371003209 | THEFT |  | ')
  })

  it.each(['', '   ', '2', 'theft', '盗窃 2', 'xizhu', '40317', '西朱'])('is not in %j', (line) => {
    expect(said(line)).toBe('-')
  })

  it('is found in a very long one without taking long', () => {
    const begun = performance.now()
    expect(said(`${'a '.repeat(5_000)}theft 2`)).toMatch(/ \| THEFT \| {2}\| 2$/)
    expect(performance.now() - begun).toBeLessThan(1_000)
  })
})
