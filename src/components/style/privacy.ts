/** Personal data, anonymisation and history. */
export const privacy = `
.cp-personal { display: flex; flex-wrap: wrap; gap: 8px 16px; align-items: center; justify-content: space-between; padding: 10px 14px; border: 1px solid var(--cp-line); border-radius: 10px; background: var(--cp-raised); font-size: 14px; line-height: 20px; color: var(--cp-inkSoft); }
.cp-anonymize-part { margin-top: 24px; }
.cp-anonymize-part h3 { font-size: 16px; line-height: 22px; font-weight: 650; margin: 0 0 8px; }
.cp-anonymize-part p { margin: 0 0 12px; max-width: 70ch; }
.cp-desk-action ul.cp-anonymize-platforms { list-style: none; margin: 0 0 8px; padding: 0; }
.cp-anonymize-platforms > li { display: flex; flex-wrap: wrap; gap: 4px 16px; align-items: center; justify-content: space-between; padding: 10px 0; border-top: 1px solid var(--cp-line); max-width: 640px; }
.cp-history { font-size: 15px; line-height: 1.45; color: var(--cp-ink); }
.cp-history ol, .cp-changes { list-style: none; margin: 0; padding: 0; }
.cp-history-entry { display: grid; grid-template-columns: 210px minmax(0, 1fr); gap: 4px 24px; padding: 16px 0; border-top: 1px solid var(--cp-line); }
.cp-history-entry:first-child { border-top: 0; padding-top: 0; }
.cp-history-who { display: grid; gap: 2px; align-content: start; font-size: 13.5px; line-height: 20px; color: var(--cp-inkSoft); overflow-wrap: anywhere; }
.cp-history-who time { font-variant-numeric: tabular-nums; color: var(--cp-ink); font-weight: 600; }
.cp-history-what { min-width: 0; }
.cp-history-what strong { font-weight: 650; }
.cp-history-what p { margin: 4px 0 0; overflow-wrap: anywhere; }
.cp-history-about { margin-left: 8px; padding: 1px 8px; border-radius: 8px; background: var(--cp-ground); color: var(--cp-inkSoft); font-size: 13.5px; }
.cp-changes { margin-top: 8px; border: 1px solid var(--cp-line); border-radius: 10px; overflow: hidden; }
.cp-change { display: grid; grid-template-columns: minmax(150px, 1fr) minmax(0, 2fr) minmax(0, 2fr); gap: 2px 16px; padding: 8px 14px; border-top: 1px solid var(--cp-line); font-size: 14px; line-height: 20px; overflow-wrap: break-word; word-break: normal; }
.cp-change > * { min-width: 0; overflow-wrap: break-word; }
.cp-change-head { font-size: 12px; line-height: 16px; color: var(--cp-inkFaint); background: var(--cp-raised); }
.cp-change:first-child { border-top: 0; }
.cp-change-new { grid-template-columns: minmax(150px, 1fr) minmax(0, 4fr); }
.cp-change-field { color: var(--cp-inkFaint); font-weight: 600; font-size: 13px; }
.cp-change-before { color: var(--cp-inkSoft); }
.cp-change-side { display: none; font-size: 12px; color: var(--cp-inkFaint); }
.cp-entry-changes { margin-top: 24px; }
.cp-history > button { margin-top: 16px; }
@media (max-width: 768px) {
  .cp-history-entry, .cp-change, .cp-change-new { grid-template-columns: minmax(0, 1fr); }
  .cp-change-head { display: none; }
  .cp-change:not(.cp-change-new) .cp-change-side { display: block; line-height: 20px; }
  .cp-change:not(.cp-change-new) > div { display: grid; grid-template-columns: 52px minmax(0, 1fr); }
}
`
