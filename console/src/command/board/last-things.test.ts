import { describe, expect, it } from 'vitest'
import { without } from './entries'
import { leadOf } from './lead-of'
import { replayAt } from './replay'
import { TEAM_1, WHOLE, at, detailOf } from './stories'
import { board, boards, button, open, press } from './test-board'

boards()

describe('what an alert was', () => {
  it('has who led it last, also where the lead has ended with it', async () => {
    await open(WHOLE)
    const detail = detailOf(WHOLE)
    const ended = { ...detail, alert: without(detail.alert, 'lead') }
    expect(leadOf(ended)?.name).toBe('\u5f20\u4f1f')
    const running = detailOf(WHOLE.slice(0, 18))
    expect(leadOf({ ...running, alert: without(running.alert, 'lead') })).toBeUndefined()
  })

  it('says of an arrival that is over when it was due', async () => {
    await open(WHOLE.slice(0, 18), ['dispatcher'], Date.parse(at(1800)))
    const row = board.get(`[data-task="${TEAM_1.taskId}"]`).text()
    expect(row).toContain('due 09:18:23')
    expect(row).not.toContain('1 min')
  })

  it('is left by Esc', async () => {
    await open(WHOLE)
    await button('Watch it again').trigger('click')
    expect(replayAt.value).not.toBeNull()
    press('Escape')
    expect(replayAt.value).toBeNull()
  })
})
