import type Provider from 'oidc-provider';
import { errors, type KoaContextWithOIDC } from 'oidc-provider';
import { authenticateUser, findUser } from '../demoUsers';
import type { IssuerSettings } from '../issuerSettings';
import { expiredPage } from '../pages/errorPage';
import { loginPage } from '../pages/loginPage';
import { messagePage } from '../pages/messagePage';
import { FormTooLargeError, readForm } from './readForm';

const INTERACTION_PATH = /^\/interaction\/([A-Za-z0-9_-]+)(\/abort)?$/;

/**
 * The pages between "authorize" and "here is your code". Only the browser that began a sign-in can go on with it: the interaction is found by
 * its cookie (HttpOnly, SameSite=Lax, bound to the path), never by the address alone, which also keeps other sites from posting the form.
 */
export function interactionRoutes(
  provider: Provider,
  settings: IssuerSettings,
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
      const form = await readLoginForm(ctx);
      if (!form) {
        return;
      }
      const username = form.get('username') ?? '';
      const password = form.get('password') ?? '';
      const user = authenticateUser(settings.users, username, password);
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
        error_description: 'the sign-in was cancelled',
      });
    } else if (interaction.prompt.name === 'consent') {
      // Both clients belong to the platform; a client that asks for consent by name gets it.
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
 * Two people share the demo's browser. For a second one the library would end the first one's session by a page that posts itself with
 * a script; our pages run none, so the session is ended here. Tokens that the first one's portal holds stay good until it signs out.
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
  // Otherwise the sign-in would insist on the session that it was begun in.
  interaction.session = undefined;
  await interaction.save(interaction.exp - Math.floor(Date.now() / 1000));
}

async function readLoginForm(
  ctx: KoaContextWithOIDC,
): Promise<URLSearchParams | undefined> {
  try {
    return await readForm(ctx.req);
  } catch (error) {
    if (!(error instanceof FormTooLargeError)) {
      throw error;
    }
    ctx.status = 413;
    messagePage(ctx, {
      title: 'That was too much',
      paragraphs: ['What was sent is larger than a login form can be.'],
    });
    return undefined;
  }
}

function describeFailure(username: string, password: string): string {
  if (!username.trim() || !password) {
    return 'Enter a user name and a password.';
  }
  // One message for an unknown user and for a wrong password, as every login form should have it.
  return 'The user name or the password is wrong. Check both, then try again.';
}
