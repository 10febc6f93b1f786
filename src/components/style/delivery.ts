export const delivery = `
dl.cp-day-counts { max-width: 960px; }
.cp-day { margin: 0 0 20px; max-width: 960px; }
.cp-day figcaption { display: flex; flex-wrap: wrap; gap: 4px 18px; align-items: center; margin-bottom: 10px; font-size: 14px; line-height: 20px; font-weight: 600; color: var(--cp-inkSoft); }
.cp-day-key { display: inline-flex; align-items: center; gap: 6px; font-size: 13px; font-weight: 400; }
.cp-day-key::before { content: ''; width: 10px; height: 10px; border-radius: 3px; background: var(--cp-positive); }
.cp-day-key-bad::before { background: repeating-linear-gradient(45deg, var(--cp-negative) 0 2px, var(--cp-negativeSoft) 2px 4px); }
.cp-day-columns { display: grid; grid-template-columns: repeat(24, minmax(0, 1fr)); gap: 3px; }
.cp-day-column { display: grid; grid-template-rows: 110px 20px; min-width: 0; }
.cp-day-bar { display: flex; flex-direction: column; justify-content: flex-end; border-bottom: 1px solid var(--cp-lineStrong); background: var(--cp-raised); }
.cp-day-good { background: var(--cp-positive); min-height: 0; }
.cp-day-bad { background: repeating-linear-gradient(45deg, var(--cp-negative) 0 2px, var(--cp-negativeSoft) 2px 4px); }
.cp-day-clock { font-size: 12px; line-height: 20px; color: var(--cp-inkFaint); white-space: nowrap; font-variant-numeric: tabular-nums; }
.cp-day details { margin-top: 10px; }
.cp-day summary { cursor: pointer; color: var(--cp-primary); font-size: 14px; font-weight: 500; }
.cp-day-scroll { overflow-x: auto; margin-top: 8px; }
.cp-day-table { border-collapse: collapse; font-size: 14px; line-height: 20px; font-variant-numeric: tabular-nums; }
.cp-day-table th, .cp-day-table td { padding: 6px 20px 6px 0; text-align: right; white-space: nowrap; border-bottom: 1px solid var(--cp-line); font-weight: 400; }
.cp-day-table thead th { color: var(--cp-inkSoft); font-size: 13px; font-weight: 600; vertical-align: bottom; }
.cp-day-table th:first-child { text-align: left; }
@media (max-width: 576px) {
  .cp-day-columns { gap: 2px; }
  .cp-day-table thead th { white-space: normal; }
  .cp-day-table th, .cp-day-table td { padding-right: 14px; font-size: 13px; }
}
`
