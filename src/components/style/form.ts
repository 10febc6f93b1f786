export const form = `
.cp-form { background: var(--cp-surface); border: 1px solid var(--cp-line); border-radius: 14px; padding: 24px 28px; font-size: 15px; line-height: 1.45; }
.cp-form-fields:not([hidden]), .cp-shown-fields { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 380px), 1fr)); gap: 22px 32px; align-items: start; max-width: 1080px; }
.cp-form-fields[hidden], .cp-form-fields > div:has(> [data-testid]:empty) { display: none; }
.cp-wide { grid-column: 1 / -1; }
.cp-form-foot { display: flex; gap: 12px; align-items: center; margin-top: 28px; padding-top: 20px; border-top: 1px solid var(--cp-line); }
.cp-field, .cp-form-fields section { min-width: 0; }
.cp-label { display: block; font-size: 14px; line-height: 20px; font-weight: 600; color: var(--cp-ink); margin: 0 0 4px; }
.cp-required { color: var(--cp-negative); }
.cp-hint { font-size: 13px; line-height: 18px; color: var(--cp-inkFaint); margin: 6px 0 0; }
.cp-error { display: flex; gap: 6px; font-size: 14px; line-height: 20px; color: var(--cp-negative); margin-top: 6px; font-weight: 500; }
.cp-error::before { content: '!'; flex: none; width: 16px; height: 16px; margin-top: 2px; border-radius: 50%; background: var(--cp-negative); color: #fff; font-size: 12px; line-height: 16px; font-weight: 700; text-align: center; }
.cp-input { box-sizing: border-box; width: 100%; min-height: 42px; padding: 9px 12px; border: 1px solid var(--cp-lineStrong); border-radius: 8px; background: var(--cp-surface); color: var(--cp-ink); font-size: 15px; line-height: 22px; }
.cp-input::placeholder { color: var(--cp-inkFaint); opacity: 1; }
.cp-input:hover { border-color: var(--cp-inkSoft); }
.cp-input:focus { border-color: var(--cp-primary); outline: 3px solid color-mix(in srgb, var(--cp-primary) 30%, transparent); outline-offset: 0; }
.cp-input:disabled { background: var(--cp-ground); color: var(--cp-inkSoft); border-color: var(--cp-line); }
.cp-field-bad .cp-input, .cp-input[aria-invalid="true"] { border-color: var(--cp-negative); }
.cp-select { appearance: none; padding-right: 36px; background-image: url("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 20 20' fill='none' stroke='%2343536C' stroke-width='1.8' stroke-linecap='round' stroke-linejoin='round'%3E%3Cpath d='m5 8 5 5 5-5'/%3E%3C/svg%3E"); background-repeat: no-repeat; background-position: right 10px center; background-size: 18px; text-overflow: ellipsis; }
.cp-text-area { resize: vertical; min-height: 92px; }
.cp-money, .cp-secret, .cp-date { position: relative; display: block; }
.cp-money-sign { position: absolute; left: 12px; top: 50%; transform: translateY(-50%); color: var(--cp-inkSoft); font-size: 15px; line-height: 22px; pointer-events: none; }
.cp-money-input { padding-left: 38px; font-variant-numeric: tabular-nums; }
.cp-percent { position: relative; display: block; }
.cp-percent-sign { position: absolute; right: 12px; top: 50%; transform: translateY(-50%); color: var(--cp-inkSoft); font-size: 15px; line-height: 22px; pointer-events: none; }
.cp-percent-input { padding-right: 34px; font-variant-numeric: tabular-nums; }
.cp-ways { display: flex; flex-wrap: wrap; gap: 4px 28px; }
.cp-way { display: inline-flex; align-items: center; gap: 10px; min-height: 42px; cursor: pointer; }
.cp-way input { flex: none; width: 18px; height: 18px; margin: 0; accent-color: var(--cp-primary); }
.cp-secret-typed .cp-input, .cp-date .cp-input { padding-right: 46px; }
.cp-secret-button, .cp-date-button { position: absolute; right: 3px; top: 3px; }
.cp-date-native { position: absolute; right: 8px; bottom: 0; width: 30px; height: 1px; padding: 0; border: 0; opacity: 0; pointer-events: none; }
.cp-switch-line { display: inline-flex; align-items: center; gap: 12px; cursor: pointer; min-height: 42px; }
.cp-switch-line .cp-label { margin: 0; }
.cp-field-switch .cp-hint { margin: 0 0 0 56px; }
.cp-switch { appearance: none; flex: none; position: relative; width: 44px; height: 26px; margin: 0; border-radius: 999px; border: 1px solid var(--cp-lineStrong); background: var(--cp-lineStrong); cursor: pointer; transition: background .15s; }
.cp-switch::after { content: ''; position: absolute; top: 2px; left: 2px; width: 20px; height: 20px; border-radius: 50%; background: #fff; box-shadow: 0 1px 2px rgba(22, 35, 58, .35); transition: transform .15s; }
.cp-switch:checked { background: var(--cp-primary); border-color: var(--cp-primary); }
.cp-switch:checked::after { transform: translateX(18px); }
.cp-switch:disabled { opacity: .5; cursor: default; }
.cp-check { width: 18px; height: 18px; margin: 0; accent-color: var(--cp-primary); cursor: pointer; vertical-align: middle; }
.cp-event-types { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 400px), 1fr)); column-gap: 32px; }
.cp-range { display: grid; grid-template-columns: 1fr; gap: 8px; }
.cp-range-end { display: grid; grid-template-columns: 34px 1fr; align-items: center; font-size: 14px; color: var(--cp-inkSoft); }
.cp-select-record .cp-sr__control { min-height: 42px; border: 1px solid var(--cp-lineStrong); border-radius: 8px; background: var(--cp-surface); font-family: var(--cp-font); font-size: 15px; }
.cp-select-record .cp-sr__control--is-focused { border-color: var(--cp-primary); outline: 3px solid color-mix(in srgb, var(--cp-primary) 30%, transparent); }
.cp-select-record-bad .cp-sr__control { border-color: var(--cp-negative); }
.cp-sr__placeholder { color: var(--cp-inkFaint) !important; }
.cp-sr__indicator { color: var(--cp-inkSoft) !important; padding: 6px !important; }
.cp-sr__indicator-separator { display: none; }
.cp-sr__menu { font-family: var(--cp-font); font-size: 15px; line-height: 22px; border-radius: 10px !important; overflow: hidden; border: 1px solid var(--cp-line) !important; box-shadow: 0 12px 32px rgba(22, 35, 58, .16) !important; }
.cp-sr__option--is-focused { background: var(--cp-primarySoft) !important; color: var(--cp-ink) !important; }
.cp-sr__option--is-selected { background: var(--cp-primary) !important; color: #fff !important; }
.cp-tabs { position: relative; display: flex; gap: 0; margin: -8px -28px 24px; padding: 0 20px; border-bottom: 1px solid var(--cp-line); overflow-x: auto; scrollbar-width: thin; }
.cp-tab { flex: none; padding: 12px 8px; border: 0; border-bottom: 3px solid transparent; background: none; color: var(--cp-inkSoft); font-size: 14px; line-height: 22px; font-weight: 600; cursor: pointer; }
.cp-tab:hover { color: var(--cp-primary); }
.cp-tab[aria-selected="true"] { color: var(--cp-primary); border-bottom-color: var(--cp-primary); }
.cp-tab:focus-visible { outline-offset: -3px; border-radius: 8px; }
.cp-tab-errors { display: inline-block; min-width: 20px; height: 20px; margin-left: 8px; border-radius: 10px; background: var(--cp-negative); color: #fff; font-size: 12px; line-height: 20px; text-align: center; }
.cp-rows, .cp-row { min-width: 0; margin: 0; box-sizing: border-box; }
.cp-rows { border: 0; padding: 0; display: grid; gap: 12px; }
.cp-rows-none { margin: 0; padding: 18px; border: 1px dashed var(--cp-lineStrong); border-radius: 10px; text-align: center; color: var(--cp-inkFaint); font-size: 14px; }
.cp-row { display: flex; gap: 8px; align-items: flex-start; padding: 14px 10px 14px 16px; border: 1px solid var(--cp-line); border-radius: 10px; background: var(--cp-raised); }
.cp-row-cells { display: flex; flex-wrap: wrap; gap: 14px; flex: 1; min-width: 0; }
.cp-cell { flex: 1 1 150px; min-width: 0; }
.cp-cell-switch { flex: 0 0 84px; }
.cp-cell-switch .cp-switch { margin-top: 8px; }
.cp-cell-label { display: block; font-size: 13px; line-height: 18px; font-weight: 600; color: var(--cp-inkSoft); margin-bottom: 4px; }
.cp-row-tools { display: flex; flex: none; padding-top: 24px; }
.cp-rows-foot { display: flex; flex-wrap: wrap; gap: 12px 24px; align-items: center; justify-content: space-between; }
.cp-rows-sum { font-size: 15px; color: var(--cp-inkSoft); font-variant-numeric: tabular-nums; }
.cp-rows-sum-off { color: var(--cp-warning); background: var(--cp-warningSoft); padding: 4px 10px; border-radius: 8px; }
.cp-rows-sum strong { font-weight: 700; }
.cp-shown-label { font-size: 13px; line-height: 18px; font-weight: 600; color: var(--cp-inkFaint); margin-bottom: 3px; }
.cp-shown-value { font-size: 16px; line-height: 24px; color: var(--cp-ink); min-width: 0; overflow-wrap: anywhere; }
.cp-table { width: 100%; border-collapse: collapse; font-size: 14px; line-height: 20px; }
.cp-table th { text-align: left; font-weight: 600; color: var(--cp-inkFaint); font-size: 13px; padding: 8px 12px 8px 0; border-bottom: 1px solid var(--cp-line); }
.cp-table td { padding: 10px 12px 10px 0; border-bottom: 1px solid var(--cp-line); vertical-align: top; overflow-wrap: anywhere; }
@media (max-width: 768px) {
  .cp-form { padding: 18px 16px; border-radius: 0; border-width: 1px 0; }
  .cp-tabs { margin: -6px -16px 20px; padding: 0 8px; }
  .cp-form-foot { position: sticky; bottom: 0; margin: 24px -16px -18px; padding: 12px 16px; background: var(--cp-surface); z-index: 5; }
  .cp-row { flex-direction: column-reverse; padding: 6px 14px 14px; }
  .cp-row-tools { align-self: flex-end; padding: 0; margin-bottom: -30px; z-index: 1; }
  .cp-row-cells { width: 100%; }
  .cp-cell { flex: 1 1 100%; }
  .cp-cell-switch { flex: 1 1 100%; display: flex; align-items: center; justify-content: space-between; }
  .cp-cell-switch .cp-cell-label, .cp-cell-switch .cp-switch { margin: 0; }
  .cp-input, .cp-select-record .cp-sr__control { font-size: 16px; }
}
`
