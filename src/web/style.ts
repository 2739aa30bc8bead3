/**
 * The look of the page: one column, the system's own type, light and dark, on a small screen and on paper.
 * The field has one direction: Chromium needs minutes for a long line where each paragraph has its own (`plaintext`).
 */
export const STYLE = withoutRoom(`
:root { color-scheme: light dark; --ink: #1b1b1b; --soft: #565656; --paper: #fff; --edge: #b9b9b9; --tint: #f3f3f1; --link: #0a4fa3; --warn: #7a3b00; --warn-tint: #fff4e5; --fault: #a30000; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e8e6e3; --soft: #b3b0ab; --paper: #161616; --edge: #5a5a5a; --tint: #222; --link: #8ab8ff; --warn: #ffce8f; --warn-tint: #2e2416; --fault: #ff9c9c; }
}
* { box-sizing: border-box; }
html { font: 100%/1.55 system-ui, sans-serif; background: var(--paper); color: var(--ink); -webkit-text-size-adjust: 100%; }
body { max-width: 44rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; overflow-wrap: anywhere; }
h1, h2, h3, h4, h5, h6 { line-height: 1.25; margin-block: 2rem .5rem; text-wrap: balance; }
h1 { font-size: 1.7rem; margin-block-start: 0; }
h2 { font-size: 1.25rem; }
h3, h4, h5, h6 { font-size: 1.05rem; }
p, ul, ol, dl, pre, table, blockquote, details { margin-block: .75rem; }
ul, ol { padding-inline-start: 1.4rem; }
a { color: var(--link); text-underline-offset: .15em; }
code, pre, textarea { font: .92em/1.5 ui-monospace, monospace; }
pre { white-space: pre-wrap; background: var(--tint); padding: .75rem; border-radius: .3rem; }
table { border-collapse: collapse; max-width: 100%; }
th, td { border: 1px solid var(--edge); padding: .3rem .6rem; text-align: start; }
.right { text-align: right; }
.center { text-align: center; }
blockquote { margin-inline: 0; padding-inline-start: 1rem; border-inline-start: .2rem solid var(--edge); }
dl > div { display: grid; grid-template-columns: 9rem 1fr; gap: 0 1rem; padding-block: .25rem; }
dl > div + div { border-block-start: 1px solid var(--tint); }
dl > div dt { color: var(--soft); }
dl > div dd { margin: 0; min-width: 0; }
.ways { display: flex; flex-wrap: wrap; gap: .75rem 1.25rem; align-items: center; }
.button, button { font: inherit; font-weight: 600; padding: .5rem 1.1rem; border: 1px solid var(--link); border-radius: .3rem; background: var(--link); color: var(--paper); text-decoration: none; cursor: pointer; }
button[type=button] { background: none; color: var(--link); }
button:disabled { opacity: .55; cursor: default; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.fingerprint { background: var(--tint); padding: .6rem .75rem; border-radius: .3rem; font-size: 1.1rem; }
.before, .encrypt { padding: .1rem 1rem; border: 1px solid var(--edge); border-radius: .4rem; margin-block: 1.75rem; }
.before { border-color: var(--warn); background: var(--warn-tint); }
.before h2 { color: var(--warn); }
.before h2, .encrypt h2 { margin-block-start: .8rem; }
label, legend { font-weight: 600; padding: 0; }
.choice { display: grid; grid-template-columns: auto 1fr; gap: .5rem; align-items: baseline; font-weight: 400; padding-block: .2rem; }
.choice input { margin: 0; }
.help { display: block; color: var(--soft); }
fieldset { border: 0; padding: 0; margin: 1rem 0; min-width: 0; }
textarea, input[type=file], progress { display: block; width: 100%; margin-block-start: .3rem; }
textarea { unicode-bidi: isolate; padding: .6rem; color: inherit; background: var(--paper); border: 1px solid var(--edge); border-radius: .3rem; resize: vertical; }
input[type=file] { font: inherit; max-width: 100%; }
.fault, .status { margin: 0; }
.fault { color: var(--fault); font-weight: 600; }
.result { margin-block-start: 1rem; border-block-start: 1px solid var(--edge); }
.messages { list-style: none; padding: 0; }
.messages li + li { margin-block-start: 1.75rem; }
article { margin-block-start: 3rem; padding-block-start: 1rem; border-block-start: 1px solid var(--edge); }
article :is(p, li, dd, dt, h1, h2, h3, h4, h5, h6, td, th) { unicode-bidi: plaintext; }
article :is(p, li, dd, dt, h1, h2, h3, h4, h5, h6) { text-align: start; }
footer { margin-block-start: 3rem; color: var(--soft); font-size: .9rem; }
[hidden] { display: none; }
@media (max-width: 30rem) { dl > div { grid-template-columns: 1fr; } h1 { font-size: 1.45rem; } }
@media print {
  :root { --ink: #000; --soft: #333; --paper: #fff; --edge: #999; --tint: #fff; --link: #000; --warn: #000; --warn-tint: #fff; }
  body { max-width: none; padding: 0; font-size: 10.5pt; }
  .ways, .before p, details, .encrypt:has(form:not([hidden])) { display: none; }
  h2, h3 { break-after: avoid; }
  .before, .encrypt, .fingerprint { border: 1px solid #999; break-inside: avoid; }
}
`);

/** Without the spaces that only whoever writes a style needs. */
function withoutRoom(style: string): string {
  return style.replace(/\s*([{};])\s*|([:,])\s+/g, '$1$2');
}
