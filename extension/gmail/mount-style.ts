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

/** Values of shared/ui/tokens.css, which names them for `:root` and so doesn't reach into a shadow root. A test keeps them equal. */
const LIGHT = `
  --ho-surface: #ffffff;
  --ho-bg: #f5f8f8;
  --ho-hover: #eaf1f1;
  --ho-border: #dce4e4;
  --ho-text: #1a2425;
  --ho-text-muted: #536163;
  --ho-focus: #0b7a86;
  --ho-shadow-2: 0 2px 6px rgb(20 40 42 / 8%), 0 8px 24px rgb(20 40 42 / 12%);`
const DARK = `
  --ho-surface: #161d1e;
  --ho-bg: #0f1415;
  --ho-hover: rgb(216 240 243 / 8%);
  --ho-border: #2a3536;
  --ho-text: #e4ebeb;
  --ho-text-muted: #a5b3b4;
  --ho-focus: #6fcdd6;
  --ho-shadow-2: 0 2px 6px rgb(0 0 0 / 40%), 0 8px 24px rgb(0 0 0 / 45%);`

/** Lengths are in px: rem would follow the size that Gmail gives its root element. */
export const MOUNT_STYLE = `
:host {
  all: initial;
  ${LIGHT}
  position: fixed; inset: 0 0 0 auto; z-index: 2147483000; width: ${PANEL_WIDTH}px; pointer-events: none; color-scheme: light;
  font: 500 13px/1.4 system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Helvetica Neue', Arial, sans-serif;
}
@media (prefers-color-scheme: dark) {
  :host { ${DARK} color-scheme: dark; }
}
.frame {
  position: absolute; inset: 0; display: flex; flex-direction: column; pointer-events: auto;
  background: var(--ho-surface); border-left: 1px solid var(--ho-border); box-sizing: border-box;
}
.over .frame { box-shadow: var(--ho-shadow-2); border-left: 0; }
.fold {
  display: flex; align-items: center; gap: 8px; flex: none; height: 40px; padding: 0 12px; margin: 0; border: 0;
  border-bottom: 1px solid var(--ho-border); background: var(--ho-bg); color: var(--ho-text); font: inherit; cursor: pointer; text-align: left;
}
.fold:hover { background: var(--ho-hover); }
.fold:focus-visible { outline: 2px solid var(--ho-focus); outline-offset: -3px; }
.name { flex: 1; letter-spacing: 0.01em; }
.arrow { flex: none; width: 16px; height: 16px; fill: none; stroke: var(--ho-text-muted); stroke-width: 1.75; stroke-linecap: round; stroke-linejoin: round; }
.page { flex: 1; min-height: 0; width: 100%; border: 0; display: block; background: var(--ho-surface); }

.folded .frame {
  inset: calc(50% - 60px) 0 auto auto; width: 32px; height: 120px; overflow: hidden;
  border: 1px solid var(--ho-border); border-right: 0; border-radius: 8px 0 0 8px; box-shadow: var(--ho-shadow-2);
}
.folded .page { display: none; }
.folded .fold { flex: 1; width: 100%; height: auto; flex-direction: column-reverse; justify-content: center; padding: 8px 0; border: 0; }
.folded .name { flex: none; writing-mode: vertical-rl; }
.folded .arrow { transform: rotate(180deg); }

@media (width < ${SHEET_BELOW}px) {
  :host { inset: auto 0 0 0; width: auto; height: min(70vh, 560px); }
  .frame { border-left: 0; border-radius: 12px 12px 0 0; overflow: hidden; box-shadow: var(--ho-shadow-2); }
  .arrow { transform: rotate(90deg); }
  .folded .frame { inset: auto 0 0 auto; right: 12px; width: auto; height: 36px; border: 1px solid var(--ho-border); border-bottom: 0; border-radius: 8px 8px 0 0; }
  .folded .fold { flex-direction: row; padding: 0 12px; }
  .folded .name { writing-mode: horizontal-tb; }
  .folded .arrow { transform: rotate(-90deg); }
}
@media print { :host { display: none; } }
`
