import { html } from './html';
import { sendPage, type PageContext } from './sendPage';

/** A page that only shows a message. */
export function messagePage(
  ctx: PageContext,
  message: {
    title: string;
    paragraphs: readonly string[];
    links?: readonly { href: string; text: string }[];
    /** Details for the reader who looks for the cause. */
    details?: readonly { name: string; value: string }[];
  },
): void {
  const { title, paragraphs, links = [], details = [] } = message;
  sendPage(ctx, {
    title,
    content: html`<h1>${title}</h1>
      ${paragraphs.map(text => html`<p class="lead">${text}</p>`)}
      ${links.map(
        ({ href, text }) =>
          html`<p class="lead"><a href="${href}">${text}</a></p>`,
      )}
      ${
        details.length > 0 &&
        html`<dl>
          ${details.map(
            ({ name, value }) =>
              html`<dt>${name}</dt>
                <dd><code>${value}</code></dd>`,
          )}
        </dl>`
      }`,
  });
}
