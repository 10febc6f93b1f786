export const list = `
.cp-list { background: var(--cp-surface); border: 1px solid var(--cp-line); border-radius: 14px; overflow: visible; font-size: 15px; position: relative; }
.cp-list table { width: 100%; border: 0; box-shadow: none; background: none; }
.cp-list .cp-record.cp-record td { padding: 12px 10px; border-width: 0 0 1px; border-color: var(--cp-line); font-size: 15px; line-height: 22px; color: var(--cp-ink); word-break: normal; overflow-wrap: break-word; }
.cp-records-head { background: var(--cp-raised); }
.cp-list .cp-records-head td, .cp-list .cp-records-head th { border-width: 0 0 1px; border-color: var(--cp-line); text-align: left; font-size: 13px !important; font-weight: 650 !important; color: var(--cp-inkSoft) !important; white-space: normal; line-height: 18px !important; padding: 10px; }
.cp-records-head a { white-space: normal !important; font-size: 13px !important; font-weight: 650 !important; color: var(--cp-inkSoft) !important; display: inline-flex; align-items: center; }
.cp-records-head a:hover { color: var(--cp-primary) !important; }
.cp-records-head a .adminjs_Icon { margin-left: 6px; }
.cp-records-head tr > :first-child { border-top-left-radius: 14px; }
.cp-records-head tr > :last-child { border-top-right-radius: 14px; }
.cp-list .cp-records-head td.cp-record-check, .cp-list .cp-record.cp-record td.cp-record-check { width: 18px; padding-left: 16px; padding-right: 4px; }
.cp-record-open { cursor: pointer; }
.cp-record-open:hover { background: var(--cp-raised) !important; }
.cp-record.selected { background: var(--cp-primarySoft) !important; }
.cp-list .cp-record.cp-record td.cp-record-title { font-weight: 600; }
.cp-list .cp-record.cp-record td.options { width: 60px; text-align: right; padding-top: 6px; padding-bottom: 6px; }
.cp-list .cp-text, .cp-list .cp-link { overflow-wrap: anywhere; }
.cp-list td:has(.cp-text), .cp-list td:has(.cp-link) { min-width: 112px; }
.cp-filter { position: fixed; z-index: 70; top: 0; right: 0; bottom: 0; display: flex; flex-direction: column; width: min(400px, 100vw); background: var(--cp-surface); border-left: 1px solid var(--cp-line); box-shadow: -12px 0 40px rgba(22, 35, 58, .14); font-family: var(--cp-font); font-size: 15px; line-height: 1.45; }
.cp-filter-head { display: flex; align-items: center; justify-content: space-between; padding: 16px 16px 8px 24px; }
.cp-filter-head h2 { font-size: 20px; line-height: 28px; font-weight: 700; }
.cp-filter-fields { flex: 1; overflow-y: auto; padding: 8px 24px 24px; }
.cp-filter-fields .cp-field { margin-bottom: 18px; }
.cp-filter-foot { display: flex; gap: 10px; padding: 14px 24px; border-top: 1px solid var(--cp-line); }
.cp-list-foot { display: flex; flex-wrap: wrap; gap: 12px; align-items: center; justify-content: space-between; padding: 14px 18px; color: var(--cp-inkSoft); font-size: 14px; }
.cp-list-count { font-variant-numeric: tabular-nums; }
.cp-pages { display: flex; gap: 4px; align-items: center; }
.cp-page { display: inline-grid; place-items: center; min-width: 38px; height: 38px; padding: 0 6px; border: 1px solid transparent; border-radius: 8px; background: none; color: var(--cp-inkSoft); font-size: 14px; font-weight: 600; cursor: pointer; }
.cp-page:hover:not(:disabled) { background: var(--cp-primarySoft); color: var(--cp-primary); }
.cp-page[aria-current] { background: var(--cp-primary); color: #fff; }
.cp-page:disabled { opacity: .35; cursor: default; }
.cp-page-gap { padding: 0 4px; }
.cp-empty { display: grid; justify-items: center; gap: 6px; padding: 56px 24px 64px; text-align: center; line-height: 1.5; }
.cp-empty h2 { font-size: 20px; line-height: 28px; font-weight: 650; }
.cp-empty p { max-width: 54ch; color: var(--cp-inkSoft); margin-bottom: 18px; }
.cp-empty-mark { display: grid; place-items: center; width: 64px; height: 64px; margin-bottom: 8px; border-radius: 50%; background: var(--cp-primarySoft); color: var(--cp-primary); }
.cp-empty-mark svg { width: 28px; height: 28px; }
@media (max-width: 980px) {
  .cp-list { background: none; border: 0; border-radius: 0; }
  .cp-list .cp-records-head { display: none; }
  .cp-list table, .cp-list tbody { display: block; }
  .cp-list tbody { display: grid; gap: 12px; padding: 0 12px; }
  .cp-record { display: grid; position: relative; padding: 8px 16px 12px; border: 1px solid var(--cp-line); border-radius: 12px; background: var(--cp-surface); }
  .cp-list .cp-record.cp-record td { display: grid; grid-template-columns: 112px 1fr; gap: 12px; padding: 5px 0; border: 0; width: auto; }
  .cp-list .cp-record.cp-record td[data-label]::before { content: attr(data-label); color: var(--cp-inkFaint); font-size: 13px; font-weight: 500; }
  .cp-list .cp-record.cp-record td.cp-record-title { order: -1; display: block; padding: 8px 44px 8px 0; font-size: 17px; line-height: 24px; }
  .cp-list .cp-record.cp-record td.cp-record-title::before { display: block; line-height: 18px; }
  .cp-list .cp-record.cp-record td.cp-record-check { display: none; }
  .cp-list .cp-record.cp-record td.options { position: absolute; top: 6px; right: 6px; width: auto; padding: 0; display: block; }
  .cp-list-foot { padding: 16px; justify-content: center; }
  .cp-empty { padding: 40px 20px; margin: 0 12px; background: var(--cp-surface); border: 1px solid var(--cp-line); border-radius: 14px; }
}
`
