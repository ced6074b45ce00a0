import { text } from 'node:stream/consumers';
import type Provider from 'oidc-provider';
import { errors, type KoaContextWithOIDC } from 'oidc-provider';
import { authenticateUser, findUser } from '../../users/authenticateUser';
import type { OidcProviderSettings } from '../program/settings';
import { expiredPage } from '../pages/errorPage';
import { loginPage } from '../pages/loginPage';

const INTERACTION_PATH = /^\/interaction\/([A-Za-z0-9_-]+)(\/abort)?$/;

/**
 * The pages between the authorization request and the redirect with the code.
 * Only the browser that started a sign-in can continue it: the interaction is found by its cookie (HttpOnly, SameSite=Lax, bound to the path)
 * and never by the URL alone. The cookie also prevents other sites from posting the form.
 */
export function interactionRoutes(
  provider: Provider,
  settings: Pick<OidcProviderSettings, 'users'>,
) {
  return async (ctx: KoaContextWithOIDC, next: () => Promise<void>) => {
    const match = INTERACTION_PATH.exec(ctx.path);
    if (!match || !['GET', 'POST'].includes(ctx.method)) {
      await next();
      return;
    }
    ctx.set('Cache-Control', 'no-store');
    const [, uid, abort] = match;
    const interaction = await findInteraction(provider, ctx, uid);
    if (!interaction) {
      expiredPage(ctx);
      return;
    }

    const finish = async (
      result: Parameters<Provider['interactionResult']>[2],
    ) => {
      const returnTo = await provider.interactionResult(
        ctx.req,
        ctx.res,
        result,
        { mergeWithLastSubmission: false },
      );
      ctx.status = 303;
      ctx.redirect(returnTo);
    };
    const show = (form: Partial<Parameters<typeof loginPage>[1]>) =>
      loginPage(ctx, {
        action: ctx.path,
        users: settings.users,
        username: '',
        redirectUri: String(interaction.params.redirect_uri ?? ''),
        ...form,
      });

    const signIn = async () => {
      const form = new URLSearchParams(await text(ctx.req));
      const username = form.get('username') ?? '';
      const password = form.get('password') ?? '';
      const user = authenticateUser(settings.users, { username, password });
      if (user) {
        await endSessionOfAnother(provider, interaction, user.username);
        await finish({ login: { accountId: user.username, remember: false } });
        return;
      }
      show({ username, error: describeFailure(username, password) });
    };

    if (abort) {
      await finish({
        error: 'access_denied',
        error_description: 'The sign-in was cancelled.',
      });
    } else if (interaction.prompt.name === 'consent') {
      // Both clients belong to the platform, so a client that requests a consent prompt gets consent without a page.
      await finish({ consent: {} });
    } else if (ctx.method === 'GET') {
      const chosen = findUser(settings.users, String(ctx.query.user ?? ''));
      const hint = interaction.params.login_hint;
      show({
        username: chosen?.username ?? (typeof hint === 'string' ? hint : ''),
        password: chosen?.password,
      });
    } else {
      await signIn();
    }
  };
}

type InteractionDetails = Awaited<ReturnType<Provider['interactionDetails']>>;

async function findInteraction(
  provider: Provider,
  ctx: KoaContextWithOIDC,
  uid: string,
) {
  try {
    const details = await provider.interactionDetails(ctx.req, ctx.res);
    return details.uid === uid ? details : undefined;
  } catch (error) {
    if (error instanceof errors.SessionNotFound) {
      return undefined;
    }
    throw error;
  }
}

/**
 * Ends the session of another user in the same browser. In the demo two users share a browser.
 * The library would end the first session with a page that submits itself by a script, and our pages run no scripts.
 * Tokens that the portal already holds for the first user stay valid.
 */
async function endSessionOfAnother(
  provider: Provider,
  interaction: InteractionDetails,
  accountId: string,
) {
  const { session } = interaction;
  const current = session && (await provider.Session.findByUid(session.uid));
  if (!current?.accountId || current.accountId === accountId) {
    return;
  }
  await current.destroy();
  // Otherwise the library rejects the sign-in, because it started in another session.
  interaction.session = undefined;
  await interaction.save(interaction.exp - Math.floor(Date.now() / 1000));
}

function describeFailure(username: string, password: string): string {
  if (!username.trim() || !password) {
    return 'Enter a user name and a password.';
  }
  // The message is the same for an unknown user and for a wrong password, so that it does not reveal which users exist.
  return 'The user name or the password is wrong. Check both, then try again.';
}
