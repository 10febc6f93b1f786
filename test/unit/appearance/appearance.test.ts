import { describe, expect, it } from 'vitest'
import { palette, TEXT_ON_GROUND } from '../../../src/components/style/palette.js'
import { createAppearance } from '../../../src/panel/appearance/appearance.js'
import { COMPONENTS, OVERRIDES } from '../../../src/panel/appearance/components.js'
import { withoutThirdPartyFonts } from '../../../src/panel/appearance/third-party-fonts.js'

const luminance = (hex: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

const contrast = (a: string, b: string): number => {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return (light + 0.05) / (dark + 0.05)
}

describe('the panel’s look', () => {
  it.each(TEXT_ON_GROUND)('%s on %s can be read (WCAG AA)', (text, ground) => {
    expect(contrast(palette[text], palette[ground])).toBeGreaterThanOrEqual(4.5)
  })

  it('lets the edge of an input be seen (WCAG AA, 3 : 1)', () => {
    expect(contrast(palette.lineStrong, palette.surface)).toBeGreaterThanOrEqual(3)
  })

  it('finds the file of every component, and registers none twice', () => {
    const components = createAppearance().componentLoader.getComponents()
    expect(Object.keys(components).sort()).toEqual([...Object.keys(COMPONENTS), ...Object.keys(OVERRIDES)].sort())
  })

  it('loads nothing from anybody else', () => {
    const { branding } = createAppearance()
    expect(JSON.stringify(branding)).not.toMatch(/https?:(?!%2F%2Fwww\.w3\.org)/)
    expect(decodeURIComponent(JSON.stringify(branding))).not.toMatch(/https?:\/\/(?!www\.w3\.org\/2000\/svg)/)
    const html =
      '<title>x</title>\n  <link rel="stylesheet" href="https://fonts.googleapis.com/css?family=Roboto" type="text/css">\n<link rel="icon" href="data:,">'
    expect(withoutThirdPartyFonts(html)).toBe('<title>x</title>\n<link rel="icon" href="data:,">')
  })
})
