import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import AdminJS, { ComponentLoader } from 'adminjs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { bundlePanel } from '../../../src/panel/router/bundle.js'

let directory: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'bundle-test-'))
})
afterEach(() => rmSync(directory, { recursive: true, force: true }))

const write = (text: string) => {
  writeFileSync(join(directory, 'part.js'), `export const text = '${text}'\n`)
  writeFileSync(join(directory, 'screen.js'), "import { text } from './part.js'\nexport default () => text\n")
}

const adminWith = (name: string) => {
  const componentLoader = new ComponentLoader()
  componentLoader.add(name, join(directory, 'screen.js'))
  return new AdminJS({ componentLoader })
}
const output = () => join(directory, 'out')

describe('the components’ bundle', () => {
  it('is made once, by whoever comes first, and used as long as it fits', async () => {
    write('first')
    const [file, same] = await Promise.all([
      bundlePanel(adminWith('Screen'), output()),
      bundlePanel(adminWith('Screen'), output()),
    ])
    expect(same).toBe(file)
    expect(readFileSync(file, 'utf8')).toContain('first')
    const { ino } = statSync(file)
    await bundlePanel(adminWith('Screen'), output())
    expect(statSync(file).ino).toBe(ino)
    expect(readdirSync(output()).sort()).toEqual(['components.bundle.js', 'components.bundle.json'])
  })

  it('is made again when a file that a component imports changes, or the components do', async () => {
    write('first')
    await bundlePanel(adminWith('Screen'), output())
    write('second')
    expect(readFileSync(await bundlePanel(adminWith('Screen'), output()), 'utf8')).toContain('second')
    const renamed = await bundlePanel(adminWith('OtherScreen'), output())
    expect(readFileSync(renamed, 'utf8')).toContain('OtherScreen')
  })

  it('is deleted when it is stale and can’t be made again', async () => {
    write('first')
    await bundlePanel(adminWith('Screen'), output())
    writeFileSync(join(directory, 'part.js'), 'export const = broken')
    await expect(bundlePanel(adminWith('Screen'), output())).rejects.toThrow()
    expect(readdirSync(output())).toEqual([])
    write('third')
    expect(readFileSync(await bundlePanel(adminWith('Screen'), output()), 'utf8')).toContain('third')
  })
})
