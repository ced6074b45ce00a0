import { html, Html } from './html';
import { contentSecurityPolicy } from './pageSecurity';
import { STYLE_SHEET } from './styleSheet';

/** Not an `html` template: the policy allows the style sheet by the hash of its exact text. An `html` template would escape this text, and Prettier would add line breaks to it. */
const STYLE_ELEMENT = new Html(`<style>${STYLE_SHEET}</style>`);

/** The part of Koa's context that a page needs. */
export interface PageContext {
  type: string;
  body: unknown;
  set(name: string, value: string): unknown;
}

/** Sends a page with one card and the demo's notice under it. */
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
          Demo OIDC provider of a local Kratix platform. Not for production.
        </footer>
      </body>
    </html>`.text;
}
