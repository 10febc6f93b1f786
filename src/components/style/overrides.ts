/** What AdminJS draws itself and we only dress: buttons, headers, menus, drawers, modals. */
export const overrides = `
.adminjs_Button { border-radius: 8px; font-weight: 600; min-height: 40px; line-height: 22px; padding-top: 8px; padding-bottom: 8px; }
.adminjs_Button:focus-visible { outline: 3px solid color-mix(in srgb, var(--cp-primary) 55%, transparent); outline-offset: 2px; }
.adminjs_ActionHeader { padding: 4px 0 8px; }
.adminjs_ActionHeader h2 { font-size: 26px; line-height: 34px; font-weight: 700; letter-spacing: -.015em; color: var(--cp-ink); margin-bottom: 12px; }
.adminjs_ActionHeader .adminjs_Badge { color: var(--cp-inkSoft); border-color: var(--cp-line); background: var(--cp-surface); font-size: 14px; font-weight: 600; vertical-align: middle; letter-spacing: 0; }
.adminjs_Breadcrumbs a, .adminjs_Breadcrumbs span { font-size: 14px; line-height: 20px; color: var(--cp-inkFaint); }
.adminjs_Breadcrumbs a:last-child { color: var(--cp-ink); }
.cp-menu .adminjs_Button { min-height: 36px; height: 36px; min-width: 36px; padding: 0; display: inline-grid; place-items: center; border: 0; border-radius: 8px; }
.cp-menu .adminjs_Icon { margin: 0 !important; }
.adminjs_DropDownMenu, [class*="DropDownMenu"] { border-radius: 10px; }
.adminjs_Drawer, [data-css$="filter-drawer"] { font-size: 15px; }
[data-css$="filter-drawer"] .cp-field { margin-bottom: 18px; }
[data-css="app-content"] > section[data-css] { padding-top: 20px; }
@media (max-width: 768px) {
  .adminjs_ActionHeader { padding: 0 16px 12px; }
  .adminjs_ActionHeader h2 { font-size: 22px; line-height: 28px; margin-bottom: 8px; }
  [data-css="app-content"] > section[data-css] { padding-left: 0; padding-right: 0; }
}
`
