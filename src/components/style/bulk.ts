/** The screens of bulk jobs. */
export const bulk = `
.cp-bulk-part { font-size: 15px; line-height: 1.45; font-weight: inherit; padding: 0; min-width: 0; }
.cp-bulk-part + .cp-bulk-part, .cp-bulk-anchor > .cp-bulk-part { margin-top: 28px; padding-top: 24px; border-top: 1px solid var(--cp-line); }
.cp-bulk h2 { font-size: 19px; line-height: 26px; font-weight: 650; letter-spacing: -.01em; margin: 0 0 6px; }
.cp-bulk h3 { font-size: 16px; line-height: 22px; font-weight: 650; margin: 22px 0 8px; }
.cp-bulk-part > .cp-desk-soft { margin: 0 0 16px; max-width: 80ch; }
.cp-bulk-part > .cp-error { margin: 0 0 14px; }
.cp-bulk-anchor { scroll-margin-top: 76px; }
.cp-bulk-kinds { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 250px), 1fr)); gap: 10px; max-width: 1000px; margin-top: 6px; }
.cp-bulk-kind { display: flex; gap: 12px; align-items: center; min-height: 48px; padding: 8px 14px; border: 1px solid var(--cp-lineStrong); border-radius: 10px; cursor: pointer; font-weight: 600; box-sizing: border-box; }
.cp-bulk-kind:has(:checked) { border-color: var(--cp-primary); background: var(--cp-primarySoft); }
.cp-bulk-kind input { flex: none; width: 18px; height: 18px; margin: 0; accent-color: var(--cp-primary); }
.cp-bulk-ticks { max-height: 214px; overflow-y: auto; padding: 4px 14px; border: 1px solid var(--cp-lineStrong); border-radius: 8px; background: var(--cp-surface); scrollbar-width: thin; }
.cp-bulk-ticks .cp-tick { padding: 7px 0; }
.cp-bulk-rule::first-letter { text-transform: uppercase; }
.cp-bulk-rule { display: block; }
.cp-bulk-figures { margin-top: 14px; }
.cp-bulk-figures dd { font-size: 22px; line-height: 28px; font-weight: 650; font-variant-numeric: tabular-nums; }
.cp-bulk ul { list-style: none; margin: 0; padding: 0; }
.cp-bulk-reasons > li { display: grid; grid-template-columns: minmax(56px, auto) minmax(0, 1fr); gap: 4px 16px; padding: 8px 0; border-top: 1px solid var(--cp-line); }
.cp-bulk-reasons > li:first-child { border-top: 0; }
.cp-bulk-reasons strong { font-weight: 650; font-variant-numeric: tabular-nums; text-align: right; }
.cp-bulk-items > li { display: grid; grid-template-columns: minmax(0, 3fr) minmax(0, 3fr) minmax(0, 4fr); gap: 4px 20px; padding: 10px 0; border-top: 1px solid var(--cp-line); overflow-wrap: anywhere; }
.cp-bulk-items > li:first-child { border-top: 0; }
.cp-bulk-bad { color: var(--cp-negative); }
.cp-bulk-outcome { display: flex; flex-wrap: wrap; gap: 4px 12px; align-items: baseline; }
.cp-bulk-outcome > span:not(.cp-badge) { flex: 1 1 180px; min-width: 0; font-size: 14px; line-height: 20px; color: var(--cp-inkSoft); }
.cp-bulk-typed { max-width: 220px; }
.cp-bulk .cp-alert { margin-top: 18px; }
.cp-bulk .cp-alert .cp-field { margin-top: 12px; }
.cp-bulk-bar { display: block; width: 100%; height: 12px; margin: 12px 0 10px; appearance: none; border: 0; border-radius: 6px; overflow: hidden; background: var(--cp-line); }
.cp-bulk-bar::-webkit-progress-bar { background: var(--cp-line); border-radius: 6px; }
.cp-bulk-bar::-webkit-progress-value { background: var(--cp-primary); border-radius: 6px; transition: width .4s; }
.cp-bulk-bar::-moz-progress-bar { background: var(--cp-primary); border-radius: 6px; }
.cp-bulk-page { margin-top: 28px; padding-top: 24px; border-top: 1px solid var(--cp-line); }
.cp-bulk-show { min-width: 200px; }
.cp-bulk-first { flex: 1 1 200px; }
.cp-bulk .cp-form-foot { flex-wrap: wrap; }
@media (max-width: 768px) {
  .cp-bulk-items > li { grid-template-columns: minmax(0, 1fr); }
  .cp-bulk-show { width: 100%; }
}
`
