import { Markup } from './markup.ts';

/** The page's style. It stands in the page, so that the page is one request; the policy allows this text by its hash. */
export const DOCS_STYLE = new Markup(`
:root { --text: #1c2330; --dim: #5b6577; --paper: #fff; --panel: #f4f6f9; --line: #dde2ea; --accent: #1a5fd0; --bad: #b3261e; }
@media (prefers-color-scheme: dark) {
  :root { --text: #e4e8ef; --dim: #9aa5b8; --paper: #12161d; --panel: #1b212b; --line: #2c3543; --accent: #7fb0ff; --bad: #ff8d85; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1rem; max-width: 60rem; color: var(--text); background: var(--paper); font: 1rem/1.5 system-ui, sans-serif; }
a { color: var(--accent); text-decoration: none; }
a:hover, a:focus-visible { text-decoration: underline; }
h1 { margin: 1rem 0 0; font-size: 1.8rem; }
h2 { margin: 3rem 0 .5rem; padding-top: 1rem; border-top: 1px solid var(--line); font-size: 1.2rem; overflow-wrap: anywhere; }
h3 { margin: 1.5rem 0 .5rem; font-size: 1rem; }
code, pre { font: .9em/1.5 ui-monospace, monospace; }
pre { padding: .8rem 1rem; overflow-x: auto; background: var(--panel); border-radius: .4rem; }
nav ul { margin: 1.5rem 0; padding: .5rem 1rem; list-style: none; background: var(--panel); border-radius: .4rem; }
nav li { padding: .2rem 0; overflow-wrap: anywhere; }
.version, .type, .default, .media { color: var(--dim); }
.type, .default, .media { font-size: .9rem; margin: .3rem 0; }
.summary { font-size: 1.05rem; }
.method { display: inline-block; min-width: 4.2em; font-weight: 700; font-size: .85em; color: var(--accent); }
.method.delete, .required, .problem b { color: var(--bad); }
.required { font-size: .8rem; font-weight: 400; }
table { width: 100%; border-collapse: collapse; }
th, td { padding: .45rem .6rem .45rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; overflow-wrap: anywhere; }
th { width: 32%; font-weight: 400; }
details { margin: .4rem 0; padding: .4rem .8rem; border: 1px solid var(--line); border-radius: .4rem; }
summary { cursor: pointer; }
@media (max-width: 34rem) { th, td { display: block; width: auto; border: 0; padding: .1rem 0; } tr { display: block; padding: .5rem 0; border-bottom: 1px solid var(--line); } }
`);
