import { html, Html } from './html';
import { contentSecurityPolicy } from './pageSecurity';
import { STYLE_SHEET } from './styleSheet';

/** Written by hand: the policy allows the text between the tags by its hash, so not a space may come in. */
const STYLE_ELEMENT = new Html(`<style>${STYLE_SHEET}</style>`);

/** What of a request's context a page needs. */
export interface PageContext {
  type: string;
  body: unknown;
  set(name: string, value: string): unknown;
}

/** Sends a whole page: one centred card, the demo's notice under it. */
export function sendPage(
  ctx: PageContext,
  page: { title: string; content: Html; formTargets?: readonly string[] },
): void {
  ctx.type = 'html';
  ctx.set('Cache-Control', 'no-store');
  ctx.set(
    'Content-Security-Policy',
    contentSecurityPolicy({
      styleSheet: STYLE_SHEET,
      formTargets: page.formTargets ?? [],
    }),
  );
  ctx.body = html`<!DOCTYPE html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <title>${page.title} · Kratix demo</title>
        ${STYLE_ELEMENT}
      </head>
      <body>
        <main>${page.content}</main>
        <footer>
          Demo identity provider of a local Kratix platform. For trying things
          out, not for production.
        </footer>
      </body>
    </html>`.text;
}
