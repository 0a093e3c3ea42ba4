/**
 * Looks of the frame around the panel (the panel itself is a page of its own, in the iframe). A constructed style sheet inside a shadow root:
 * Gmail's styles don't reach in, these don't reach out, and no policy of Gmail's page applies to it.
 */

/** Width of the opened panel beside the mail, in CSS pixels. */
export const PANEL_WIDTH = 360
/** From this window width on Gmail moves aside; below it the panel lies over the mail. */
export const BESIDE_FROM = 1000
/** Below this window width the panel is a sheet at the bottom. */
export const SHEET_BELOW = 700

export const MOUNT_STYLE = `
:host {
  all: initial;
  --surface: #ffffff; --bar: #f6f7f9; --line: #dfe2e7; --text: #1f2328; --quiet: #59616b; --accent: #1d5fbf;
  --shadow: 0 0 0 1px var(--line), 0 6px 24px rgb(20 28 40 / 14%);
  position: fixed; inset: 0 0 0 auto; z-index: 2147483000; width: ${PANEL_WIDTH}px; pointer-events: none;
  color-scheme: light; font: 500 13px/1.4 system-ui, 'Segoe UI', Roboto, sans-serif;
}
@media (prefers-color-scheme: dark) {
  :host {
    --surface: #16191d; --bar: #1d2126; --line: #343a42; --text: #e8eaed; --quiet: #a5adb8; --accent: #8ab4f8;
    --shadow: 0 0 0 1px var(--line), 0 6px 24px rgb(0 0 0 / 55%); color-scheme: dark;
  }
}
.frame {
  position: absolute; inset: 0; display: flex; flex-direction: column; pointer-events: auto;
  background: var(--surface); border-left: 1px solid var(--line); box-sizing: border-box;
}
.over .frame { box-shadow: var(--shadow); border-left: 0; }
.fold {
  display: flex; align-items: center; gap: 8px; flex: none; height: 40px; padding: 0 12px; margin: 0; border: 0;
  border-bottom: 1px solid var(--line); background: var(--bar); color: var(--text); font: inherit; cursor: pointer; text-align: left;
}
.fold:hover { color: var(--accent); }
.fold:focus-visible { outline: 2px solid var(--accent); outline-offset: -3px; }
.name { flex: 1; letter-spacing: 0.01em; }
.arrow { flex: none; width: 16px; height: 16px; fill: none; stroke: var(--quiet); stroke-width: 1.75; stroke-linecap: round; stroke-linejoin: round; }
.fold:hover .arrow { stroke: var(--accent); }
.page { flex: 1; min-height: 0; width: 100%; border: 0; display: block; background: var(--surface); }

.folded .frame {
  inset: calc(50% - 60px) 0 auto auto; width: 32px; height: 120px; overflow: hidden;
  border: 1px solid var(--line); border-right: 0; border-radius: 8px 0 0 8px; box-shadow: var(--shadow);
}
.folded .page { display: none; }
.folded .fold { flex: 1; width: 100%; height: auto; flex-direction: column-reverse; justify-content: center; padding: 8px 0; border: 0; }
.folded .name { flex: none; writing-mode: vertical-rl; }
.folded .arrow { transform: rotate(180deg); }

@media (width < ${SHEET_BELOW}px) {
  :host { inset: auto 0 0 0; width: auto; height: min(70vh, 560px); }
  .frame { border-left: 0; border-radius: 12px 12px 0 0; overflow: hidden; box-shadow: var(--shadow); }
  .arrow { transform: rotate(90deg); }
  .folded .frame { inset: auto 0 0 auto; right: 12px; width: auto; height: 36px; border: 1px solid var(--line); border-bottom: 0; border-radius: 8px 8px 0 0; }
  .folded .fold { flex-direction: row; padding: 0 12px; }
  .folded .name { writing-mode: horizontal-tb; }
  .folded .arrow { transform: rotate(-90deg); }
}
@media print { :host { display: none; } }
`
