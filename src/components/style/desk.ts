/** The attendance and delivery screens. */
export const desk = `
.cp-desk, .cp-desk-action { font-size: 15px; line-height: 1.45; color: var(--cp-ink); }
.cp-desk h2, .cp-desk-action h2 { font-size: 19px; line-height: 26px; font-weight: 650; letter-spacing: -.01em; margin: 0; }
.cp-desk h3, .cp-desk-inline h3 { font-size: 16px; line-height: 22px; font-weight: 650; margin: 0 0 8px; }
.cp-desk-below { margin-top: 28px; display: grid; gap: 32px; }
.cp-desk-below > section { padding-top: 24px; border-top: 1px solid var(--cp-line); min-width: 0; }
.cp-desk section { font-size: inherit; line-height: inherit; font-weight: inherit; }
.cp-desk-card { background: var(--cp-surface); border: 1px solid var(--cp-line); border-radius: 14px; padding: 20px 24px; }
.cp-desk-head { display: flex; flex-wrap: wrap; gap: 10px 16px; align-items: center; justify-content: space-between; }
.cp-list .cp-records-head.cp-records-head td, .cp-list .cp-records-head.cp-records-head a { overflow-wrap: normal; word-break: normal; }
.cp-desk-loading, .cp-desk-empty { color: var(--cp-inkSoft); margin: 14px 0 0; }
.cp-desk-facts { display: flex; flex-wrap: wrap; gap: 12px 40px; margin: 0 0 20px; }
.cp-desk-facts dt { font-size: 13px; line-height: 18px; font-weight: 500; color: var(--cp-inkFaint); }
.cp-desk-facts dd { margin: 2px 0 0; }
.cp-desk-soft { color: var(--cp-inkFaint); font-size: 13.5px; line-height: 19px; overflow-wrap: anywhere; }
.cp-desk ul, .cp-desk ol, .cp-desk-action ul, .cp-form .cp-desk-ticks { list-style: none; margin: 0; padding: 0; }
.cp-desk ul.cp-desk-bullets, .cp-desk-action ul.cp-desk-bullets { list-style: disc; padding-left: 20px; margin-top: 6px; }
.cp-desk ul.cp-desk-lines { margin-top: 8px; }
.cp-desk-line { display: grid; grid-template-columns: minmax(0, 5fr) minmax(0, 4fr) 160px 172px; gap: 8px 20px; align-items: start; padding: 16px 0; border-top: 1px solid var(--cp-line); }
.cp-desk-lines > .cp-desk-line:first-child { border-top: 0; }
.cp-desk-line-what { display: grid; gap: 3px; min-width: 0; }
.cp-desk-line-what strong { font-weight: 650; font-size: 16px; }
.cp-desk-line-price { text-align: right; font-weight: 600; padding-top: 2px; }
.cp-desk-line-act { display: flex; flex-direction: column; align-items: flex-end; gap: 6px; }
.cp-desk-line-act button { white-space: nowrap; padding-left: 16px; padding-right: 16px; }
.cp-desk-line-act button + button { padding-right: 0; }
.cp-desk-below .cp-desk-line { grid-template-columns: minmax(0, 5fr) minmax(0, 4fr) 160px auto; }
.cp-desk-line-price .cp-desk-soft { display: block; font-weight: 400; margin-left: auto; }
.cp-desk ul.cp-discounts { grid-column: 1 / -1; }
.cp-discounts > li { display: flex; flex-wrap: wrap; gap: 2px 14px; align-items: center; justify-content: space-between; padding: 4px 4px 4px 14px; border-left: 3px solid var(--cp-positive); background: var(--cp-raised); }
.cp-discounts > li + li { margin-top: 6px; }
.cp-discount { display: flex; flex-wrap: wrap; gap: 2px 14px; align-items: baseline; min-width: 0; min-height: 32px; align-content: center; overflow-wrap: anywhere; }
.cp-discounts > li > .cp-desk-inline { flex: 1 1 100%; margin: 6px 10px 10px 0; background: var(--cp-surface); }
.cp-standing { min-width: 0; }
.cp-standing p { margin: 6px 0 0; font-size: 13.5px; line-height: 19px; color: var(--cp-inkSoft); overflow-wrap: anywhere; }
.cp-standing p.cp-standing-bad, .cp-desk-event-bad { color: var(--cp-negative); overflow-wrap: anywhere; }
.cp-desk-event-bad { font-size: 14px; line-height: 20px; margin: 6px 0 0; }
.cp-desk-inline { grid-column: 1 / -1; margin-top: 14px; padding: 18px 20px; border: 1px solid var(--cp-lineStrong); border-radius: 12px; background: var(--cp-raised); }
.cp-desk-inline p { margin: 0 0 12px; max-width: 70ch; }
.cp-desk-inline .cp-form-foot { margin-top: 18px; padding-top: 16px; }
.cp-desk-inline .cp-form-foot { position: static; margin-left: 0; margin-right: 0; padding-left: 0; padding-right: 0; background: none; }
.cp-desk-card > .cp-alert { margin: 14px 0 4px; }
.cp-alert-text > div:empty, .cp-desk-buttons:empty { display: none; }
.cp-desk-fields { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 300px), 1fr)); gap: 20px 28px; align-items: start; max-width: 1000px; }
.cp-group { border: 0; margin: 0; padding: 0; min-width: 0; }
.cp-group legend { padding: 0; }
.cp-tick { display: flex; gap: 12px; align-items: flex-start; padding: 9px 0; cursor: pointer; }
.cp-tick > span { flex: 1; min-width: 0; }
.cp-tick > .cp-number { flex: none; font-weight: 600; }
.cp-tick input { flex: none; margin-top: 2px; width: 18px; height: 18px; accent-color: var(--cp-primary); }
.cp-tick input:disabled { cursor: not-allowed; }
.cp-desk-ticks { border: 1px solid var(--cp-line); border-radius: 10px; }
.cp-form .cp-desk-ticks > li { padding: 4px 16px; border-top: 1px solid var(--cp-line); }
.cp-form .cp-desk-ticks > li:first-child { border-top: 0; }
.cp-desk-why { display: block; font-style: normal; font-size: 13.5px; line-height: 19px; color: var(--cp-inkFaint); }
.cp-desk-total { display: flex; flex-wrap: wrap; gap: 2px 10px; align-items: baseline; padding: 12px 0 0; margin: 0; border-top: 1px solid var(--cp-line); }
.cp-desk-total strong { font-size: 19px; font-weight: 700; font-variant-numeric: tabular-nums; }
.cp-desk-total span { color: var(--cp-inkFaint); font-size: 14px; }
.cp-desk-more { margin-top: 16px; }
.cp-desk-more > summary { display: inline-flex; align-items: center; min-height: 40px; color: var(--cp-primary); font-weight: 600; cursor: pointer; gap: 6px; }
.cp-desk-more > summary::before { content: ''; width: 7px; height: 7px; border-right: 2px solid; border-bottom: 2px solid; transform: rotate(-45deg); transition: transform .12s; }
.cp-desk-more[open] > summary::before { transform: rotate(45deg); }
.cp-desk-lock { padding: 12px 14px; border-radius: 10px; background: var(--cp-warningSoft); color: var(--cp-warning); margin: 6px 0 10px; }
.cp-desk-others > li { display: grid; grid-template-columns: minmax(0, 2fr) minmax(0, 3fr); gap: 4px 24px; padding: 12px 0; border-top: 1px solid var(--cp-line); color: var(--cp-inkSoft); }
.cp-desk-others > li:first-child { border-top: 0; }
.cp-desk-other-what { display: flex; flex-wrap: wrap; gap: 2px 12px; }
.cp-desk-other-what strong { font-weight: 600; }
.cp-desk-other-why { font-size: 14px; line-height: 20px; }
.cp-desk-action h2 { margin-bottom: 16px; }
.cp-desk-action > p { margin: 0 0 18px; max-width: 70ch; }
.cp-alert-text p { margin: 6px 0 0; overflow-wrap: anywhere; }
.cp-form-refusal { margin-top: 20px; } .cp-form-refusal .cp-alert { margin-bottom: 0; }
.cp-desk-buttons { display: flex; flex-wrap: wrap; gap: 10px; margin-top: 12px; }
.cp-desk-services > li { padding: 14px 0; border-top: 1px solid var(--cp-line); } .cp-desk-services > li:first-child { border-top: 0; }
.cp-desk-service { display: flex; flex-wrap: wrap; gap: 6px 20px; align-items: center; }
.cp-desk-small-lines > li { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 2fr); gap: 4px 20px; padding: 8px 0 0 16px; }
.cp-desk-accounts > li { display: flex; flex-wrap: wrap; gap: 4px 24px; align-items: center; padding: 12px 0; border-top: 1px solid var(--cp-line); overflow-wrap: anywhere; } .cp-desk-accounts > li:first-child { border-top: 0; }
.cp-desk-events > li { display: grid; grid-template-columns: 128px minmax(0, 1fr) auto; gap: 4px 20px; align-items: start; padding: 12px 0; border-top: 1px solid var(--cp-line); } .cp-desk-events > li:first-child { border-top: 0; }
.cp-desk-events time { color: var(--cp-inkSoft); font-size: 14px; line-height: 22px; }
.cp-desk-event { display: grid; gap: 2px; min-width: 0; }
.cp-desk-attempts > li { padding: 14px 0; border-top: 1px solid var(--cp-line); } .cp-desk-attempts > li:first-child { border-top: 0; }
.cp-desk-attempts p { margin: 6px 0 0; }
.cp-desk-attempt { display: flex; flex-wrap: wrap; gap: 6px 18px; align-items: center; }
.cp-desk-attempts .cp-desk-more { margin-top: 4px; }
.cp-heads-filter { margin-bottom: 20px; } .cp-heads-filter .cp-tick { margin-top: 10px; padding-bottom: 0; }
.cp-heads-found { margin-top: 14px; } .cp-heads-inactive { display: block; } .cp-desk-head > .cp-heads-confirm { flex: 1 1 100%; margin-top: 4px; background: var(--cp-surface); }
.cp-desk ul.cp-desk-lanes { display: grid; gap: 14px; margin-top: 16px; }
.cp-desk-lane { display: grid; grid-template-columns: minmax(0, 2fr) minmax(0, 2fr) auto; gap: 8px 24px; align-items: start; }
.cp-desk-lane .cp-desk-soft { display: block; }
.cp-input-short { max-width: 120px; }
.cp-desk-compares { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 260px), 1fr)); gap: 16px; align-items: start; }
.cp-desk-compare { border: 1px solid var(--cp-line); border-top: 3px solid var(--cp-lineStrong); border-radius: 10px; padding: 14px 16px; }
.cp-desk-compare-gained { border-top-color: var(--cp-positive); }
.cp-desk-compare-lost { border-top-color: var(--cp-negative); }
.cp-desk-compare h3 { font-size: 15px; line-height: 22px; font-weight: 650; margin: 0 0 4px; }
.cp-desk-compare p { margin: 0; }
.cp-desk-compare li { display: flex; gap: 12px; justify-content: space-between; padding: 10px 0; border-top: 1px solid var(--cp-line); }
.cp-desk-compare li:first-child { border-top: 0; }
.cp-desk-compare li > .cp-number { flex: none; text-align: right; }
.cp-desk-compare li strong { font-size: 15px; }
.cp-desk-compare-why { font-size: 13.5px; line-height: 19px; color: var(--cp-inkSoft); }
@media (max-width: 768px) {
  .cp-desk > .cp-desk-facts, .cp-desk > p { padding: 0 16px; }
  .cp-desk-card { border-radius: 0; border-left: 0; border-right: 0; padding: 16px; }
  .cp-form { padding: 18px 16px; border-radius: 0; border-left: 0; border-right: 0; }
  .cp-heads-found, .cp-desk > .cp-desk-empty { padding: 0 16px; }
  .cp-desk-line, .cp-desk-below .cp-desk-line { grid-template-columns: minmax(0, 1fr) auto; }
  .cp-desk-line .cp-standing { grid-row: 2; grid-column: 1 / -1; }
  .cp-desk-line-price .cp-desk-soft { max-width: 96px; white-space: normal; }
  .cp-desk-line-act { grid-column: 1 / -1; flex-direction: row; flex-wrap: wrap; justify-content: flex-start; }
  .cp-desk-line-act:empty { display: none; }
  .cp-desk-inline { padding: 16px 14px; }
  .cp-form .cp-desk-inline .cp-form-foot, .cp-desk .cp-desk-inline .cp-form-foot { position: static; margin: 18px 0 0; padding: 16px 0 0; background: none; box-shadow: none; border-left: 0; border-right: 0; }
  .cp-desk-others > li, .cp-desk-lane, .cp-desk-small-lines > li { grid-template-columns: minmax(0, 1fr); }
  .cp-desk-events > li { grid-template-columns: minmax(0, 1fr) auto; }
  .cp-desk-events .cp-desk-event { grid-column: 1 / -1; grid-row: 2; }
  .cp-desk-services .cp-desk-small-lines > li { padding-left: 0; }
}
`
