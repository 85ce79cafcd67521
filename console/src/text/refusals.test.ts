import { afterEach, expect, it } from 'vitest'
import { speak } from '.'
import { reasonOf } from './refusals'

afterEach(() => {
  speak('en')
})

it('a refusal is said by its reason, in the page’s language', () => {
  const problem = { type: '/problems/conflict', reason: 'ALERT_OVER', detail: 'The alert is over.' }
  expect(reasonOf(problem)).toBe('the alert is over.')
  speak('zh-CN')
  expect(reasonOf(problem)).toBe('该警情已结束。')
})

it('and without one by the kind of problem', () => {
  const problem = { type: '/problems/out-of-scope', detail: '3203 is outside your jurisdiction.' }
  expect(reasonOf(problem)).toBe('this is outside your scope.')
  speak('zh-CN')
  expect(reasonOf(problem)).toBe('不在您的管辖范围内。')
})

it('what is newer than the texts is said in the service’s words', () => {
  speak('zh-CN')
  const newer = { type: '/problems/conflict', reason: 'PAINTED', detail: 'It is painted.' }
  expect(reasonOf(newer)).toBe('It is painted.')
  expect(reasonOf({ type: '/problems/conflict', reason: 'PAINTED' })).toBe('目前的情况不允许这样做。')
  expect(reasonOf({ type: '/problems/from-the-future', title: 'So it is' })).toBe('So it is')
  expect(reasonOf({})).toBe('')
})
