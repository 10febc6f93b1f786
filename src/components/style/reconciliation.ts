/** The screen of reconciliations. */
export const reconciliation = `
.cp-reconciliation { display: grid; grid-template-columns: minmax(0, 1fr); gap: 20px; }
.cp-reconciliation .cp-desk-card > p { margin: 10px 0 14px; max-width: 75ch; }
.cp-reconciliation .cp-counts { margin-top: 4px; }
.cp-desk ul.cp-runs { margin-top: 6px; }
.cp-runs > li { display: grid; grid-template-columns: minmax(0, 3fr) minmax(0, 3fr) auto; gap: 4px 20px; align-items: start; padding: 10px 0; border-top: 1px solid var(--cp-line); }
.cp-runs > li:first-child { border-top: 0; }
.cp-runs .cp-run-shown { font-weight: 600; }
.cp-runs .cp-desk-event-bad { display: block; }
.cp-plain-button { padding: 0; border: 0; background: none; font: inherit; font-weight: 500; cursor: pointer; text-align: right; }
.cp-difference-filter { display: flex; flex-wrap: wrap; gap: 14px 20px; margin: 14px 0 4px; }
.cp-difference-filter label { flex: 0 1 280px; min-width: 0; }
.cp-difference-filter .cp-label { display: block; }
.cp-desk .cp-difference { grid-template-columns: minmax(0, 5fr) minmax(0, 6fr) minmax(110px, 210px); }
.cp-difference-foot { display: flex; flex-wrap: wrap; gap: 10px 20px; align-items: center; justify-content: space-between; padding-top: 14px; border-top: 1px solid var(--cp-line); }
.cp-correct-all { margin: 16px 0 6px; }
.cp-correct-all .cp-alert { margin: 14px 0 0; }
@media (max-width: 768px) {
  .cp-runs > li { grid-template-columns: minmax(0, 1fr); }
  .cp-plain-button { text-align: left; min-height: 32px; }
  .cp-desk .cp-difference { grid-template-columns: minmax(0, 1fr); }
  .cp-desk .cp-difference .cp-standing, .cp-desk .cp-difference .cp-desk-line-act { grid-row: auto; grid-column: auto; text-align: left; }
}
`
