export const catalogue = `
.cp-field-bad .cp-cell:not(.cp-field-bad) .cp-input:not(:focus) { border-color: var(--cp-lineStrong); }
.cp-table th { overflow-wrap: normal; }
.cp-form-fields > div:has(> section:empty) { display: none; }
.cp-form-fields > .cp-section { grid-column: 1 / -1; margin-top: 6px; }
.cp-step h2 { margin: 0; font-size: 18px; line-height: 26px; font-weight: 700; }
.cp-step { display: grid; grid-template-columns: minmax(0, 1fr); gap: 16px; max-width: 720px; font-size: 15px; line-height: 1.5; }
.cp-step p { margin: 0; }
.cp-step .cp-alert { margin: 0; }
.cp-way { display: grid; gap: 8px; }
.cp-step-line { display: flex; flex-wrap: wrap; gap: 12px; align-items: center; }
.cp-once { display: flex; gap: 8px; flex-wrap: wrap; }
.cp-once .cp-input { flex: 1 1 260px; font-family: ui-monospace, Menlo, Consolas, monospace; font-size: 14px; }
.cp-address { font-family: ui-monospace, Menlo, Consolas, monospace; font-size: 14px; overflow-wrap: anywhere; }
.cp-section { margin-top: 28px; padding-top: 20px; border-top: 1px solid var(--cp-line); }
.cp-section h2 { margin: 0 0 14px; font-size: 16px; line-height: 24px; font-weight: 600; }
.cp-counts { display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: 12px; max-width: 720px; margin: 0 0 16px; }
.cp-count { padding: 14px 16px; border: 1px solid var(--cp-line); border-radius: 10px; background: var(--cp-raised); }
.cp-count dt { font-size: 13px; line-height: 18px; color: var(--cp-inkSoft); }
.cp-count dd { margin: 2px 0 0; font-size: 24px; line-height: 32px; font-weight: 700; font-variant-numeric: tabular-nums; }
.cp-count-negative { border-color: #F0BDB8; background: var(--cp-negativeSoft); }
.cp-count-negative dt, .cp-count-negative dd { color: var(--cp-negative); }
.cp-sync-group { padding-top: 16px; border-top: 1px solid var(--cp-line); display: grid; gap: 10px; }
.cp-sync-group h3 { margin: 0; font-size: 16px; line-height: 22px; font-weight: 650; }
.cp-sync-group ul { list-style: none; margin: 0; padding: 0; display: grid; gap: 10px; max-height: 480px; overflow-y: auto; }
.cp-sync-group li { display: grid; gap: 2px; min-width: 0; overflow-wrap: anywhere; }
.cp-sync-group li strong { font-weight: 600; }
@media (max-width: 576px) { .cp-header-actions .cp-menu-list { left: 0; right: auto; } }
@media (max-width: 576px) { .cp-header-actions a, .cp-header-actions button { padding-left: 10px; padding-right: 10px; white-space: nowrap; } }
`
