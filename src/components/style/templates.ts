export const templates = `
.cp-mono { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; font-size: 14px; }
.cp-templates { display: grid; gap: 20px; min-width: 0; }
.cp-template-types { display: flex; flex-wrap: wrap; gap: 8px; }
.cp-template-type { display: inline-flex; flex-direction: column; align-items: flex-start; justify-content: center; gap: 1px; min-height: 44px; padding: 6px 14px; border: 1px solid var(--cp-lineStrong); border-radius: 10px; background: var(--cp-surface); color: var(--cp-ink); font-size: 14px; line-height: 20px; font-weight: 600; text-align: left; cursor: pointer; }
.cp-template-type:hover { border-color: var(--cp-primary); }
.cp-template-type[aria-selected="true"] { border-color: var(--cp-primary); background: var(--cp-primarySoft); color: var(--cp-primary); }
.cp-template-type-bad, .cp-template-type-bad[aria-selected="true"] { border-color: var(--cp-negative); color: var(--cp-negative); }
.cp-template-state { font-size: 12px; line-height: 16px; font-weight: 500; color: var(--cp-inkSoft); }
.cp-template-type-bad .cp-template-state { color: var(--cp-negative); }
.cp-template-start { padding: 24px; border: 1px dashed var(--cp-lineStrong); border-radius: 12px; background: var(--cp-raised); }
.cp-template-start p { margin: 0 0 16px; }
.cp-template-start .cp-error { margin: 0 0 16px; }
.cp-template { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 28px; align-items: start; }
.cp-template-edit { display: grid; gap: 18px; min-width: 0; }
.cp-template-top { grid-column: 1 / -1; min-width: 0; }
.cp-template-request { display: grid; grid-template-columns: 124px minmax(0, 1fr); gap: 12px; }
.cp-template-header { display: grid; grid-template-columns: minmax(0, 2fr) minmax(0, 3fr) auto; gap: 8px; align-items: center; margin-bottom: 8px; }
.cp-template-body { min-height: 260px; line-height: 21px; tab-size: 2; white-space: pre; overflow-x: auto; }
.cp-template .cp-group { border: 0; margin: 0; padding: 0; }
.cp-fault-place { padding: 0; border: 0; background: none; color: inherit; font: inherit; font-weight: 700; text-decoration: underline; cursor: pointer; }
.cp-fault-place:disabled { text-decoration: none; cursor: default; }
.cp-template-preview { position: sticky; top: 76px; display: grid; gap: 12px; padding: 18px 20px; border: 1px solid var(--cp-line); border-radius: 12px; background: var(--cp-ground); min-width: 0; }
.cp-template-preview h3 { margin: 0; font-size: 15px; line-height: 22px; font-weight: 650; }
.cp-template-preview[aria-busy="true"] > :not(h3) { opacity: .55; }
.cp-template-preview .cp-pre { background: var(--cp-surface); }
.cp-template-preview p { margin: 0; }
.cp-template-line { font-size: 14px; line-height: 21px; overflow-wrap: anywhere; }
.cp-template-headers { display: grid; gap: 4px; margin: 0; font: 13px/1.5 ui-monospace, Menlo, Consolas, monospace; }
.cp-template-headers > div { display: flex; flex-wrap: wrap; gap: 0 8px; }
.cp-template-headers dt { color: var(--cp-inkSoft); } .cp-template-headers dt::after { content: ':'; }
.cp-template-headers dd { margin: 0; overflow-wrap: anywhere; }
.cp-template-variables summary, .cp-template-shown summary { cursor: pointer; font-size: 14px; line-height: 22px; font-weight: 600; }
.cp-template-variables ul { list-style: none; margin: 10px 0 0; padding: 0; max-height: 300px; overflow: auto; }
.cp-template-variables li { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 12px; padding: 2px 0; border-top: 1px solid var(--cp-line); align-items: center; font-size: 13px; line-height: 18px; color: var(--cp-inkSoft); overflow-wrap: anywhere; }
.cp-template-variable { min-height: 32px; padding: 4px 0; border: 0; background: none; color: var(--cp-primary); font: 13px/1.4 ui-monospace, Menlo, Consolas, monospace; text-align: left; overflow-wrap: anywhere; cursor: pointer; }
.cp-template-variable:hover { text-decoration: underline; }
.cp-templates:has(> .cp-template-shown) { gap: 0; }
.cp-template-shown { padding: 12px 0; border-top: 1px solid var(--cp-line); } .cp-template-shown:first-child { border-top: 0; }
.cp-template-shown summary .cp-address { margin-left: 10px; font-weight: 400; }
.cp-template-shown summary strong, .cp-try-head strong, .cp-template-line strong { font-weight: 650; }
.cp-template-shown .cp-pre { margin-top: 10px; }
.cp-step-wide { max-width: 960px; }
.cp-tries { list-style: none; display: grid; gap: 14px; margin: 0; padding: 0; }
.cp-try { padding: 16px 18px; border: 1px solid var(--cp-line); border-radius: 12px; background: var(--cp-surface); min-width: 0; }
.cp-try-head { display: flex; flex-wrap: wrap; gap: 6px 14px; align-items: center; }
.cp-try-head .cp-number { color: var(--cp-inkSoft); font-size: 14px; }
.cp-try p { margin: 8px 0 0; }
.cp-try-bad { color: var(--cp-negative); font-weight: 500; }
.cp-try details { margin-top: 12px; }
.cp-try summary, .cp-run > summary { cursor: pointer; font-size: 14px; line-height: 22px; font-weight: 600; }
.cp-try .cp-pre { margin-top: 8px; }
.cp-runs { display: grid; }
.cp-run { padding: 14px 0; border-top: 1px solid var(--cp-line); } .cp-run:first-child { border-top: 0; }
.cp-run > summary .cp-badge { margin: 0 8px; }
.cp-run-by { color: var(--cp-inkSoft); font-weight: 400; }
.cp-run .cp-tries { margin: 16px 0; }
@media (min-width: 769px) { .cp-tabs { flex-wrap: wrap; overflow: visible; } }
@media (max-width: 1099px) { .cp-template { grid-template-columns: minmax(0, 1fr); } .cp-template-preview { position: static; } }
@media (max-width: 576px) {
  .cp-template-request { grid-template-columns: minmax(0, 1fr); }
  .cp-template-header { grid-template-columns: minmax(0, 1fr) auto; } .cp-template-header > :nth-child(2) { grid-column: 1; grid-row: 2; }
  .cp-template-type { flex: 1 1 40%; }
  .cp-template-start { padding: 18px 16px; }
}
`
