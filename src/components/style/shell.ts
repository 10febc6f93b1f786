export const shell = `
.cp-topbar { display: flex; align-items: center; gap: 8px; flex: none; height: 60px; padding: 0 24px; background: var(--cp-surface); border-bottom: 1px solid var(--cp-line); position: sticky; top: 0; z-index: 20; }
.cp-topbar-menu { display: none; }
.cp-topbar-name { display: none; font-size: 16px; font-weight: 650; color: var(--cp-ink); overflow: hidden; text-overflow: ellipsis; white-space: nowrap; text-decoration: none; }
.cp-topbar-space { flex: 1; }
.cp-user { display: flex; align-items: center; gap: 12px; min-width: 0; }
.cp-user-mark { display: grid; place-items: center; flex: none; width: 36px; height: 36px; border-radius: 50%; background: var(--cp-primarySoft); color: var(--cp-primary); font-weight: 700; font-size: 15px; }
.cp-user-words { min-width: 0; line-height: 18px; }
.cp-user-name { font-size: 14px; font-weight: 600; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; max-width: 260px; }
.cp-user-role { font-size: 13px; color: var(--cp-inkFaint); }
.cp-logout { display: inline-flex; align-items: center; gap: 6px; min-height: 38px; padding: 0 12px; border-radius: 8px; color: var(--cp-inkSoft); text-decoration: none; font-size: 14px; font-weight: 600; }
.cp-logout:hover { background: var(--cp-primarySoft); color: var(--cp-primary); }
.cp-skip { position: absolute; left: 12px; top: -60px; padding: 10px 16px; border-radius: 8px; background: var(--cp-primary); color: #fff; z-index: 100; text-decoration: none; }
.cp-skip:focus { top: 10px; }
.cp-brand { display: flex; align-items: center; gap: 12px; padding: 18px 22px 14px; text-decoration: none; color: var(--cp-ink); }
.cp-brand img { width: 34px; height: 34px; flex: none; }
.cp-brand span { font-size: 16px; line-height: 20px; font-weight: 700; letter-spacing: -.01em; }
.cp-nav { padding: 4px 12px 24px; font-size: 15px; }
.cp-nav-group { margin-top: 14px; }
.cp-nav-title { padding: 6px 12px; font-size: 12px; line-height: 16px; font-weight: 700; letter-spacing: .05em; text-transform: uppercase; color: var(--cp-inkFaint); }
.cp-nav-sub { padding: 8px 12px 4px; font-size: 13px; line-height: 16px; font-weight: 600; color: var(--cp-inkFaint); }
.cp-nav-sub + ul { margin-left: 10px; padding-left: 4px; border-left: 2px solid var(--cp-line); }
.cp-nav-link { display: flex; align-items: center; gap: 10px; min-height: 40px; padding: 0 12px; border-radius: 8px; color: var(--cp-inkSoft); text-decoration: none; font-weight: 500; line-height: 20px; }
.cp-nav-link:hover { background: var(--cp-ground); color: var(--cp-ink); }
.cp-nav-link[aria-current="page"] { background: var(--cp-primarySoft); color: var(--cp-primary); font-weight: 650; }
.cp-nav-link svg { flex: none; }
.cp-notices { position: fixed; z-index: 4000; bottom: 24px; right: 24px; width: min(440px, calc(100vw - 32px)); display: grid; gap: 10px; pointer-events: none; }
.cp-notice { pointer-events: auto; display: flex; gap: 10px; align-items: flex-start; padding: 12px 8px 12px 16px; border-radius: 10px; border: 1px solid; border-left-width: 5px; background: var(--cp-surface); color: var(--cp-ink); box-shadow: 0 10px 30px rgba(22, 35, 58, .16); font-size: 15px; line-height: 1.45; }
.cp-notice-text { flex: 1; padding: 6px 0; overflow-wrap: anywhere; }
.cp-notice > :first-child { margin-top: 8px; flex: none; }
.cp-notice-success { border-color: var(--cp-positive); } .cp-notice-success > :first-child { color: var(--cp-positive); }
.cp-notice-danger { border-color: var(--cp-negative); } .cp-notice-danger > :first-child { color: var(--cp-negative); }
.cp-notice-warning { border-color: var(--cp-warning); } .cp-notice-warning > :first-child { color: var(--cp-warning); }
.cp-notice-info { border-color: var(--cp-waiting); } .cp-notice-info > :first-child { color: var(--cp-waiting); }
.cp-login { min-height: 100%; display: grid; grid-template-columns: minmax(0, 5fr) minmax(0, 6fr); background: var(--cp-ground); font-family: var(--cp-font); color: var(--cp-ink); }
.cp-login-side { display: flex; flex-direction: column; justify-content: space-between; gap: 40px; padding: 48px; background: linear-gradient(160deg, #17498F, #102F5E); color: #fff; overflow: hidden; }
.cp-login-side h1 { font-size: 30px; line-height: 1.25; font-weight: 700; letter-spacing: -.015em; max-width: 15em; }
.cp-login-brand { display: flex; align-items: center; gap: 14px; font-size: 18px; font-weight: 700; }
.cp-login-brand img { width: 40px; height: 40px; border-radius: 10px; }
.cp-login-main { display: grid; place-items: center; padding: 32px 20px; }
.cp-login-form { width: min(400px, 100%); font-size: 15px; line-height: 1.45; }
.cp-login-form h2 { font-size: 24px; line-height: 32px; font-weight: 700; letter-spacing: -.01em; }
.cp-login-form p { color: var(--cp-inkSoft); margin: 4px 0 24px; }
.cp-login-form .cp-field { margin-bottom: 18px; }
.cp-primary-button { width: 100%; min-height: 46px; border: 0; border-radius: 8px; background: var(--cp-primary); color: #fff; font-size: 16px; font-weight: 650; cursor: pointer; }
.cp-primary-button:hover { background: var(--cp-primaryDark); }
.cp-home { max-width: 1080px; margin: 0 auto; padding: 32px; width: 100%; box-sizing: border-box; font-size: 15px; line-height: 1.5; }
.cp-home h1 { font-size: 28px; line-height: 36px; font-weight: 700; letter-spacing: -.015em; }
.cp-home h2 { font-size: 18px; line-height: 26px; font-weight: 650; margin: 32px 0 12px; }
.cp-home-lead { color: var(--cp-inkSoft); max-width: 60ch; margin-top: 4px; }
.cp-alerts .cp-alert { margin-bottom: 12px; } .cp-alerts-none { color: var(--cp-inkSoft); margin: 0; }
.cp-figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(250px, 1fr)); gap: 14px; }
.cp-figure { display: block; padding: 16px 18px; border: 1px solid var(--cp-line); border-radius: 12px; background: var(--cp-surface); color: var(--cp-ink); text-decoration: none; }
a.cp-figure:hover { border-color: var(--cp-primary); }
.cp-figure strong { display: block; font-size: 28px; line-height: 36px; font-weight: 700; font-variant-numeric: tabular-nums; letter-spacing: -.02em; }
.cp-figure span { color: var(--cp-inkSoft); font-size: 14px; line-height: 20px; }
.cp-figure-negative { border-color: #F0BDB8; background: var(--cp-negativeSoft); } .cp-figure-negative strong, .cp-figure-negative span { color: var(--cp-negative); }
.cp-steps { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 420px), 1fr)); gap: 12px; counter-reset: step; }
.cp-step { display: flex; gap: 14px; align-items: flex-start; padding: 16px 18px; border: 1px solid var(--cp-line); border-radius: 12px; background: var(--cp-surface); text-decoration: none; color: var(--cp-ink); }
a.cp-step:hover { border-color: var(--cp-primary); }
.cp-step-number { flex: none; display: grid; place-items: center; width: 30px; height: 30px; border-radius: 50%; background: var(--cp-primarySoft); color: var(--cp-primary); font-weight: 700; }
.cp-step-done .cp-step-number { background: var(--cp-positiveSoft); color: var(--cp-positive); }
.cp-step strong { display: block; font-weight: 650; }
.cp-step span span { color: var(--cp-inkSoft); font-size: 14px; }
@media (max-width: 1239px) { .cp-topbar-menu { display: inline-grid; margin-left: -8px; } .cp-topbar-name { display: block; } }
@media (max-width: 768px) {
  .cp-topbar { padding: 0 12px; height: 56px; }
  .cp-user-words, .cp-user-mark { display: none; }
  .cp-notices { bottom: 16px; right: 16px; }
  body:has(.cp-form-foot) .cp-notices { bottom: 84px; }
  .cp-login { grid-template-columns: 1fr; grid-template-rows: auto 1fr; }
  .cp-login-side { padding: 24px 20px; gap: 14px; }
  .cp-login-side h1 { font-size: 20px; }
  .cp-login-main { place-items: start center; }
  .cp-home { padding: 20px 16px 40px; }
  .cp-figures { grid-template-columns: 1fr 1fr; gap: 10px; }
  .cp-figure { padding: 12px 14px; }
}
`
