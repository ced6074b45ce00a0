/** The style sheet of all pages, light and dark. It must not contain `<`, because it is inserted into a `<style>` element unescaped. */
export const STYLE_SHEET = `
:root {
  color-scheme: light dark;
  --page: #f4f6f8;
  --card: #ffffff;
  --line: #d5dbe1;
  --field-line: #7d8894;
  --text: #17212b;
  --quiet: #52606d;
  --accent: #0b5cad;
  --accent-strong: #084985;
  --on-accent: #ffffff;
  --tint: #eef4fa;
  --danger: #a61b1b;
  --danger-tint: #fdf0f0;
  --danger-line: #e6b3b3;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #11161b;
    --card: #1a2128;
    --line: #323c46;
    --field-line: #77838f;
    --text: #e9eef3;
    --quiet: #a5b1bd;
    --accent: #8bc1f7;
    --accent-strong: #b0d6fb;
    --on-accent: #0b1d2e;
    --tint: #202b36;
    --danger: #ffb4b0;
    --danger-tint: #3a2022;
    --danger-line: #6d3a3c;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0;
  min-height: 100vh;
  display: flex;
  flex-direction: column;
  align-items: center;
  justify-content: center;
  gap: 1.25rem;
  padding: 2rem 1rem;
  background: var(--page);
  color: var(--text);
  font: 400 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", Arial, sans-serif;
}
main {
  width: 100%;
  max-width: 27rem;
  padding: 2.25rem;
  background: var(--card);
  border: 1px solid var(--line);
  border-radius: 12px;
  overflow-wrap: break-word;
}
footer {
  max-width: 27rem;
  color: var(--quiet);
  font-size: .8125rem;
  text-align: center;
  text-wrap: balance;
}
h1 { margin: 0; font-size: 1.5rem; line-height: 1.25; font-weight: 650; }
h2 { margin: 0; font-size: .9375rem; font-weight: 600; }
p { margin: 0; }
.lead { margin-top: .5rem; color: var(--quiet); }
.stack { display: grid; gap: 1.125rem; margin-top: 1.5rem; }
label { display: block; margin-bottom: .375rem; font-size: .875rem; font-weight: 600; }
input {
  width: 100%;
  padding: .625rem .75rem;
  border: 1px solid var(--field-line);
  border-radius: 7px;
  background: var(--card);
  color: inherit;
  font: inherit;
}
button, .button {
  display: inline-block;
  padding: .625rem 1.125rem;
  border: 1px solid var(--accent);
  border-radius: 7px;
  background: var(--accent);
  color: var(--on-accent);
  font: inherit;
  font-weight: 600;
  text-align: center;
  text-decoration: none;
  cursor: pointer;
}
button:hover, .button:hover { background: var(--accent-strong); border-color: var(--accent-strong); }
.secondary { background: transparent; border-color: var(--field-line); color: var(--text); }
.secondary:hover { background: var(--tint); border-color: var(--field-line); }
.actions { display: flex; flex-wrap: wrap; gap: .75rem; }
.actions.after { margin-top: 1.5rem; }
.actions > :first-child { flex: 1 1 auto; }
a { color: var(--accent); text-underline-offset: .15em; }
a:hover { color: var(--accent-strong); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
input:focus-visible { outline-offset: 0; border-color: var(--accent); }
.alert {
  margin-top: 1.25rem;
  padding: .75rem .875rem;
  border: 1px solid var(--danger-line);
  border-radius: 7px;
  background: var(--danger-tint);
  color: var(--danger);
}
[aria-invalid="true"] { border-color: var(--danger); }
.users { margin-top: 2rem; padding-top: 1.5rem; border-top: 1px solid var(--line); }
.users ul { list-style: none; margin: .75rem -.25rem 0; padding: 0; max-height: 19rem; overflow-y: auto; }
.users li {
  display: flex;
  align-items: center;
  justify-content: space-between;
  gap: 1rem;
  margin: 0 .25rem;
  padding: .625rem 0;
}
.users li + li { border-top: 1px solid var(--line); }
.who { min-width: 0; }
.name { font-weight: 600; }
.facts { display: flex; flex-wrap: wrap; gap: 0 .875rem; color: var(--quiet); font-size: .8125rem; }
.fill { flex: none; padding: .25rem .75rem; font-size: .875rem; }
code { font: .9em ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace; color: var(--text); user-select: all; }
dl { display: grid; grid-template-columns: auto 1fr; gap: .25rem 1rem; margin: 1.25rem 0 0; font-size: .8125rem; }
dt { color: var(--quiet); }
dd { margin: 0; min-width: 0; overflow-wrap: anywhere; }
@media (max-width: 30rem) {
  body { justify-content: flex-start; padding: 1rem .75rem; }
  main { padding: 1.5rem 1.25rem; }
}
`;
