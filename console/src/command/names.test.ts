import { flushPromises } from '@vue/test-utils'
import { expect, it } from 'vitest'
import { dispatcher, problem, testDesk } from './desk-for-tests'
import { names } from './names'

const claimed = {
  type: 'report.claimed.v1',
  at: '2022-03-12T04:00:00Z',
  eventId: 'e',
  topic: 'report.events',
  event: { by: 'wang.officer', name: 'Wang Lei' },
}

it('calls accounts by name where it has been said, and teams by the registry, each asked for once', async () => {
  const { desk, events, asked, answers, tell } = testDesk()
  answers.set('GET /api/teams/t-1', Response.json({ id: 't-1', name: 'Liyi' }))
  answers.set('GET /api/teams/t-2', problem(403))
  const known = desk.share(names)
  expect(known.ofAccount('zhang.dispatcher')).toBe('Zhang Wei')
  expect(known.ofAccount('wang.officer')).toBe('wang.officer')
  events(claimed)
  expect(known.ofAccount('wang.officer')).toBe('Wang Lei')
  for (let time = 0; time < 2; time++) {
    known.ofTeam('t-1')
    known.ofTeam('t-2')
    await flushPromises()
  }
  expect([known.ofTeam('t-1'), known.ofTeam('t-2')]).toEqual(['Liyi', 't-2'])
  expect(asked.filter(({ path }) => path.startsWith('/api/teams/'))).toHaveLength(2)
  tell({ kind: 'session', session: { ...dispatcher, subject: 'li', name: 'Li' } })
  expect(known.ofAccount('wang.officer')).toBe('wang.officer')
})
