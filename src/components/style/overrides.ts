/** What AdminJS draws itself and we only dress: buttons, headers, menus, drawers, modals. */
export const overrides = `
.adminjs_Button { border-radius: 8px; font-weight: 600; min-height: 40px; line-height: 22px; padding-top: 8px; padding-bottom: 8px; }
.adminjs_Button:focus-visible { outline: 3px solid color-mix(in srgb, var(--cp-primary) 55%, transparent); outline-offset: 2px; }
.cp-header { padding: 4px 0 18px; font-family: var(--cp-font); }
.cp-header-line { display: flex; flex-wrap: wrap; gap: 10px 20px; align-items: center; justify-content: space-between; margin-top: 10px; }
.cp-header-title { font-size: 26px; line-height: 34px; font-weight: 700; letter-spacing: -.015em; color: var(--cp-ink); overflow-wrap: anywhere; }
.cp-header-tag { display: inline-block; margin-left: 12px; padding: 3px 11px; border: 1px solid var(--cp-line); border-radius: 999px; background: var(--cp-surface); color: var(--cp-inkSoft); font-size: 14px; line-height: 20px; font-weight: 600; letter-spacing: 0; vertical-align: middle; }
.cp-header-actions { display: flex; flex-wrap: wrap; gap: 10px; align-items: center; }
.cp-header-actions .adminjs_Button, .cp-form-foot .adminjs_Button { padding-left: 18px; padding-right: 18px; }
.cp-actions-button { display: inline-flex; align-items: center; gap: 8px; min-height: 40px; padding: 0 14px 0 18px; border: 1px solid var(--cp-lineStrong); border-radius: 8px; background: var(--cp-surface); color: var(--cp-ink); font-size: 14px; font-weight: 600; cursor: pointer; }
.cp-actions-button:hover { border-color: var(--cp-primary); color: var(--cp-primary); }
.adminjs_Breadcrumbs a, .adminjs_Breadcrumbs span { font-size: 14px; line-height: 20px; color: var(--cp-inkFaint); }
.adminjs_Breadcrumbs a:last-child { color: var(--cp-ink); }
.cp-menu { position: relative; display: inline-block; font-family: var(--cp-font); }
.cp-menu-list { position: absolute; right: 0; top: calc(100% + 4px); z-index: 60; min-width: 220px; max-width: min(320px, 88vw); padding: 6px; border: 1px solid var(--cp-line); border-radius: 12px; background: var(--cp-surface); box-shadow: 0 14px 40px rgba(22, 35, 58, .18); text-align: left; }
.cp-menu-group + .cp-menu-group { margin-top: 6px; padding-top: 6px; border-top: 1px solid var(--cp-line); }
.cp-menu-title { padding: 6px 10px 4px; font-size: 12px; line-height: 16px; font-weight: 700; letter-spacing: .04em; text-transform: uppercase; color: var(--cp-inkFaint); }
.cp-menu-item { display: flex; align-items: center; gap: 10px; min-height: 40px; padding: 0 10px; border-radius: 8px; color: var(--cp-ink); text-decoration: none; font-size: 15px; line-height: 20px; font-weight: 500; }
.cp-menu-item:hover, .cp-menu-item:focus-visible { background: var(--cp-primarySoft); }
.cp-menu-item:focus-visible { outline-offset: -2px; }
.cp-menu-danger { color: var(--cp-negative); }
.adminjs_InfoBox .adminjs_Text { font-weight: 400; font-size: 15px; line-height: 24px; color: var(--cp-inkSoft); }
@media (min-width: 1240px) { [data-css="sidebar"] { position: static !important; } }
[data-css="app-content"] { min-width: 0; }
[data-css="app-content"] > section[data-css] { padding-top: 20px; }
[data-css="app-content"] > section[data-css] > section { min-width: 0; flex: 1; }
.cp-record section, .cp-form section, .cp-filter section { font-size: inherit; line-height: inherit; font-weight: inherit; }
@media (max-width: 768px) {
  .cp-header { padding: 0 16px 16px; }
  .cp-header-title { font-size: 22px; line-height: 28px; }
  .cp-header-actions { width: 100%; }
  .cp-header-actions > .adminjs_Button { flex: 1; text-align: center; }
  [data-css="app-content"] > section[data-css] { padding-left: 0; padding-right: 0; }
}
`
