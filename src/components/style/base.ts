import { FONT, palette } from './palette.js'

const variables = Object.entries(palette)
  .map(([name, colour]) => `--cp-${name}: ${colour};`)
  .join(' ')

export const base = `
:root { ${variables} --cp-radius: 10px; --cp-font: ${FONT}; }
body { font-family: var(--cp-font); color: var(--cp-ink); background: var(--cp-ground); -webkit-text-size-adjust: 100%; }
button, input, select, textarea { font-family: var(--cp-font); }
:where(a, button, input, select, textarea, [tabindex]):focus-visible { outline: 3px solid color-mix(in srgb, var(--cp-primary) 55%, transparent); outline-offset: 2px; }
.cp-hidden { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.cp-link { color: var(--cp-primary); text-decoration: none; font-weight: 500; }
.cp-link:hover { text-decoration: underline; }
.cp-number { font-variant-numeric: tabular-nums; white-space: nowrap; }
.cp-text { white-space: pre-wrap; overflow-wrap: anywhere; }
.cp-nothing { color: var(--cp-inkFaint); }
.cp-yes { color: var(--cp-positive); font-weight: 600; white-space: nowrap; }
.cp-no { color: var(--cp-inkSoft); white-space: nowrap; }
.cp-badge { display: inline-flex; align-items: center; gap: 7px; padding: 3px 10px 3px 9px; border-radius: 13px; font-size: 13px; line-height: 18px; font-weight: 600; }
.cp-badge-mark { width: 8px; height: 8px; border-radius: 50%; background: currentColor; flex: none; }
.cp-badge-positive { color: var(--cp-positive); background: var(--cp-positiveSoft); }
.cp-badge-waiting { color: var(--cp-waiting); background: var(--cp-waitingSoft); }
.cp-badge-waiting .cp-badge-mark { background: none; border: 2px solid currentColor; box-sizing: border-box; }
.cp-badge-warning { color: var(--cp-warning); background: var(--cp-warningSoft); }
.cp-badge-warning .cp-badge-mark { border-radius: 1px; }
.cp-badge-negative { color: var(--cp-negative); background: var(--cp-negativeSoft); }
.cp-badge-negative .cp-badge-mark { border-radius: 1px; transform: rotate(45deg); }
.cp-badge-neutral { color: var(--cp-inkSoft); background: #EAEFF5; }
.cp-badge-neutral .cp-badge-mark { opacity: .45; }
.cp-pre { margin: 0; padding: 14px 16px; border: 1px solid var(--cp-line); border-radius: 8px; background: var(--cp-raised); font: 13px/1.55 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; white-space: pre-wrap; overflow-wrap: anywhere; max-height: 420px; overflow: auto; }
.cp-code-line { display: inline-block; max-width: 340px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; vertical-align: bottom; font: 12px/1.4 ui-monospace, Menlo, Consolas, monospace; color: var(--cp-inkSoft); }
.cp-icon-button { display: inline-grid; place-items: center; width: 36px; height: 36px; padding: 0; border: 0; border-radius: 8px; background: none; color: var(--cp-inkSoft); cursor: pointer; }
.cp-icon-button:hover:not(:disabled) { background: var(--cp-primarySoft); color: var(--cp-primary); }
.cp-icon-button:disabled { opacity: .35; cursor: default; }
.cp-placeholder { display: block; height: 14px; border-radius: 4px; background: var(--cp-line); }
.cp-alert { display: flex; gap: 12px; align-items: flex-start; padding: 14px 16px; border-radius: var(--cp-radius); border: 1px solid; font-size: 15px; line-height: 1.45; margin-bottom: 20px; }
.cp-alert-text { flex: 1; min-width: 0; }
.cp-alert-text strong { display: block; font-weight: 600; }
.cp-alert-negative { color: var(--cp-negative); background: var(--cp-negativeSoft); border-color: #F0BDB8; }
.cp-alert-warning { color: var(--cp-warning); background: var(--cp-warningSoft); border-color: #EFD59A; }
.cp-alert-info { color: var(--cp-waiting); background: var(--cp-waitingSoft); border-color: #BAD6F1; }
.cp-alert-positive { color: var(--cp-positive); background: var(--cp-positiveSoft); border-color: #B4DFC6; }
@media (max-width: 576px) { .cp-alert { flex-wrap: wrap; } .cp-alert-action { width: 100%; } }
@media (prefers-reduced-motion: reduce) { * { transition: none !important; animation: none !important; scroll-behavior: auto !important; } }
`
