/** Every colour of the panel. Text pairs are held to WCAG AA (4.5 : 1) by a test. */
export const palette = {
  ink: '#16233A',
  inkSoft: '#43536C',
  inkFaint: '#5D6B82',
  line: '#DDE4ED',
  lineStrong: '#8593A8',
  ground: '#F4F7FA',
  surface: '#FFFFFF',
  raised: '#F9FBFD',
  primary: '#1F5FBF',
  primaryDark: '#17498F',
  primarySoft: '#E7F0FC',
  positive: '#17693F',
  positiveSoft: '#E3F4EA',
  waiting: '#1F5A96',
  waitingSoft: '#E4F0FB',
  warning: '#7A4E00',
  warningSoft: '#FDF1D7',
  negative: '#A3231B',
  negativeSoft: '#FCE9E7',
} as const

/** Pairs of text and ground that stand on each other somewhere in the panel. */
export const TEXT_ON_GROUND = [
  ['ink', 'surface'],
  ['ink', 'ground'],
  ['inkSoft', 'surface'],
  ['inkSoft', 'ground'],
  ['inkFaint', 'surface'],
  ['inkFaint', 'ground'],
  ['primary', 'surface'],
  ['primary', 'ground'],
  ['primary', 'primarySoft'],
  ['surface', 'primary'],
  ['surface', 'primaryDark'],
  ['positive', 'positiveSoft'],
  ['waiting', 'waitingSoft'],
  ['warning', 'warningSoft'],
  ['negative', 'negativeSoft'],
  ['negative', 'surface'],
  ['inkSoft', 'primarySoft'],
] as const satisfies readonly (readonly [keyof typeof palette, keyof typeof palette])[]

/** The system's own fonts: nothing is loaded, from nobody. */
export const FONT =
  "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', Ubuntu, Cantarell, 'Helvetica Neue', Arial, sans-serif"
