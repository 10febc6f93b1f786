import type { BrandingOptions } from 'adminjs'
import { FONT, palette } from '../../components/style/palette.js'
import { ptBR } from '../../locale/pt-BR.js'

// A play mark whose waves reach others: content that is sent on.
const MARK = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><rect width="40" height="40" rx="10" fill="${palette.primary}"/><path d="M11 12.6v14.8a1.4 1.4 0 0 0 2.1 1.2l11.6-7.4a1.4 1.4 0 0 0 0-2.4L13.1 11.4A1.4 1.4 0 0 0 11 12.6z" fill="#fff"/><path d="M28 13.5a9.5 9.5 0 0 1 0 13M31.5 10.5a14 14 0 0 1 0 19" fill="none" stroke="#fff" stroke-width="2.4" stroke-linecap="round"/></svg>`

const MARK_URL = `data:image/svg+xml,${encodeURIComponent(MARK)}`

const { ink, inkSoft, inkFaint, line, lineStrong, ground, surface, raised } = palette

/** AdminJS's `branding` option: our name, mark, colours and the system's fonts; nothing is loaded from anybody else. */
export const branding: BrandingOptions = {
  companyName: ptBR.shell.productName,
  logo: MARK_URL,
  favicon: MARK_URL,
  withMadeWithLove: false,
  theme: {
    font: FONT,
    colors: {
      primary100: palette.primary,
      primary80: palette.primaryDark,
      primary60: '#5A8BD3',
      primary40: '#A9C4EA',
      primary20: palette.primarySoft,
      accent: palette.primaryDark,
      grey100: ink,
      grey80: inkSoft,
      grey60: inkFaint,
      grey40: lineStrong,
      grey20: line,
      text: ink,
      border: line,
      inputBorder: lineStrong,
      separator: line,
      highlight: raised,
      bg: ground,
      filterBg: surface,
      container: surface,
      sidebar: surface,
      error: palette.negative,
      errorDark: palette.negative,
      errorLight: palette.negativeSoft,
      success: palette.positive,
      successDark: palette.positive,
      successLight: palette.positiveSoft,
      warning: palette.warning,
      warningDark: palette.warning,
      warningLight: palette.warningSoft,
      info: palette.waiting,
      infoDark: palette.waiting,
      infoLight: palette.waitingSoft,
      love: palette.primary,
    },
    sizes: { navbarHeight: '60px', sidebarWidth: '272px' },
    shadows: {
      card: '0 1px 3px rgba(22, 35, 58, .08)',
      cardHover: '0 4px 14px rgba(22, 35, 58, .12)',
      drawer: '-8px 0 32px rgba(22, 35, 58, .14)',
      login: 'none',
      inputFocus: 'none',
      buttonFocus: 'none',
    },
  } as BrandingOptions['theme'] & object,
}
