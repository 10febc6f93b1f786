import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openPanel, type Panel, PLATFORM } from './panel.js'

let panel: Panel
beforeAll(async () => {
  panel = await openPanel()
})
afterAll(() => panel.close())

describe('BR-09: two signing secrets at once', () => {
  const standing = async (id: number) => (await panel.get(`/Integration/records/${id}/showSigningSecrets`)).data

  it('are shown with the end of the older one, on the record too, and never a secret', async () => {
    const id = await panel.added('Integration', PLATFORM)
    expect(await standing(id)).toMatchObject({ previousUntil: null })
    await panel.run('Integration', id, 'rotateSecret')
    const { previousUntil } = await standing(id)
    expect(Date.parse(previousUntil) - Date.now()).toBeGreaterThan(23 * 3_600_000)
    const shown = await panel.get(`/Integration/records/${id}/show`)
    expect(shown.record.params.previousSecretUntil).toBe(previousUntil)
    expect(shown.text + (await panel.get(`/Integration/records/${id}/showSigningSecrets`)).text).not.toContain('whsec_')
  })

  it('a third is refused with a sentence that says what to do, and the first can be ended at once', async () => {
    const id = await panel.added('Integration', PLATFORM)
    await panel.run('Integration', id, 'rotateSecret')
    const refused = await panel.run('Integration', id, 'rotateSecret')
    expect(refused).toMatchObject({ notice: { type: 'error', message: 'errors.SECRET_OVERLAP_RUNNING' } })
    expect(refused.data).toBeUndefined()
    expect((await panel.run('Integration', id, 'endPreviousSecret')).notice.type).toBe('success')
    expect(await standing(id)).toMatchObject({ previousUntil: null })
    expect((await panel.run('Integration', id, 'endPreviousSecret')).notice.message).toBe('errors.NO_PREVIOUS_SECRET')
    expect((await panel.run('Integration', id, 'rotateSecret')).data.secret).toMatch(/^whsec_/)
  })

  it('the newer one, lost before it was handed over, can be replaced', async () => {
    const id = await panel.added('Integration', PLATFORM)
    await panel.run('Integration', id, 'rotateSecret')
    const { currentId } = await standing(id)
    const path = `/Integration/records/${id}/rotateSecret`
    const answer = await panel.post(path, { replaces: currentId })
    expect(answer.notice).toMatchObject({ type: 'success', message: 'secretReplaced' })
    expect(answer.data.secret).toMatch(/^whsec_/)
    expect((await panel.post(path, { replaces: currentId })).notice.message).toBe('errors.CONFLICT')
    expect((await panel.post(path, { replaces: 'x' })).notice.message).toBe('errors.CONFLICT')
  })

  it('BR-105: only an administrator ends or replaces one; nothing happens by GET', async () => {
    const id = await panel.added('Integration', PLATFORM)
    await panel.run('Integration', id, 'rotateSecret')
    const before = await standing(id)
    for (const action of ['endPreviousSecret', 'rotateSecret']) {
      await panel.get(`/Integration/records/${id}/${action}`)
      for (const role of ['attendant', 'auditor'] as const) {
        const answer = await panel.post(`/Integration/records/${id}/${action}`, { replaces: before.currentId }, role)
        expect(answer.notice?.type ?? 'error').toBe('error')
      }
    }
    expect(await standing(id)).toEqual(before)
  })
})
