import type { KoaContextWithOIDC } from 'oidc-provider';
import { html, Html } from './html';
import { messagePage } from './messagePage';
import { sendPage } from './sendPage';

/**
 * Asks for confirmation before the provider's session ends.
 *
 * @param form - the library's form with its CSRF token; the buttons refer to it by its id
 */
export function renderSignOut(ctx: KoaContextWithOIDC, form: string): void {
  const { session, params } = ctx.oidc;
  const returnTo = params?.post_logout_redirect_uri;
  const target =
    typeof returnTo === 'string' ? URL.parse(returnTo)?.origin : undefined;
  sendPage(ctx, {
    title: 'Sign out',
    formTargets: target ? [target] : [],
    content: html`<h1>Sign out?</h1>
      <p class="lead">
        You are signed in at the demo’s provider as
        <strong>${session?.accountId}</strong>.
      </p>
      ${new Html(form)}
      <div class="actions after">
        <button autofocus form="op.logoutForm" name="logout" value="yes">
          Sign out
        </button>
        <button class="secondary" form="op.logoutForm">Stay signed in</button>
      </div>`,
  });
}

/** The page after a sign-out that the user confirmed or cancelled. */
export async function renderSignedOut(ctx: KoaContextWithOIDC): Promise<void> {
  const session = await ctx.oidc.provider.Session.get(ctx);
  messagePage(
    ctx,
    session.accountId
      ? {
          title: 'Still signed in',
          paragraphs: [
            `You are still signed in at the demo’s provider as ${session.accountId}. You can close this window.`,
          ],
        }
      : {
          title: 'Signed out',
          paragraphs: [
            'Your session at the demo’s provider has ended. You can close this window.',
          ],
        },
  );
}
