import { createBackendModule } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import type { UserEntity } from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import {
  authProvidersExtensionPoint,
  type AuthResolverContext,
  type OAuthAuthenticatorResult,
  type SignInInfo,
  type SignInResolver,
  type TokenParams,
} from '@backstage/plugin-auth-node';
import { decodeJwt } from 'jose';
import { startTestPortal, type TestPortal } from '../__testUtils__';
import { withAccessToken } from './withAccessToken';

type Result = OAuthAuthenticatorResult<unknown>;

const ACCESS_TOKEN = 'access-token-of-jane';

function infoWith(accessToken: unknown): SignInInfo<Result> {
  return {
    profile: { email: 'jane@example.com' },
    result: {
      fullProfile: {},
      session: {
        accessToken: accessToken as string,
        tokenType: 'bearer',
        scope: 'openid',
      },
    },
  };
}

/** A context that records the issued claims. */
class RecordingContext implements AuthResolverContext {
  readonly issued: TokenParams['claims'][] = [];
  failure: Error | undefined;

  async issueToken({ claims }: TokenParams) {
    if (this.failure) {
      throw this.failure;
    }
    this.issued.push(claims);
    return { token: 'backstage-token' };
  }

  async findCatalogUser(): ReturnType<AuthResolverContext['findCatalogUser']> {
    throw new NotFoundError('User not found');
  }

  async signInWithCatalogUser(): Promise<never> {
    throw new Error('issues a token that cannot contain tok');
  }

  async resolveOwnershipEntityRefs() {
    return { ownershipEntityRefs: [] };
  }
}

const issuing =
  (claims: TokenParams['claims']): SignInResolver<Result> =>
  async (_info, ctx) =>
    ctx.issueToken({ claims });

describe('withAccessToken', () => {
  it('adds tok and keeps the other claims', async () => {
    const context = new RecordingContext();
    const resolver = withAccessToken(
      issuing({
        sub: 'user:default/jane',
        ent: ['group:default/a'],
        team: 'a',
      }),
    );

    await resolver(infoWith(ACCESS_TOKEN), context);

    expect(context.issued).toEqual([
      {
        sub: 'user:default/jane',
        ent: ['group:default/a'],
        team: 'a',
        tok: ACCESS_TOKEN,
      },
    ]);
  });

  it('adds no claim ent if the resolver does not set it', async () => {
    const context = new RecordingContext();

    await withAccessToken(issuing({ sub: 'user:default/jane' }))(
      infoWith(ACCESS_TOKEN),
      context,
    );

    expect(context.issued[0]).not.toHaveProperty('ent');
  });

  it('keeps a tok that the resolver sets', async () => {
    const context = new RecordingContext();

    await withAccessToken(
      issuing({ sub: 'user:default/jane', tok: 'exchanged' }),
    )(infoWith(ACCESS_TOKEN), context);

    expect(context.issued[0].tok).toBe('exchanged');
  });

  it('never replaces a tok that the resolver sets to undefined', async () => {
    const context = new RecordingContext();
    const resolver = withAccessToken(
      issuing({ sub: 'user:default/jane', tok: undefined as never }),
    );

    await expect(
      resolver(infoWith(ACCESS_TOKEN), context),
    ).rejects.toMatchObject({ code: 'access-token-missing' });
    expect(context.issued).toEqual([]);
  });

  it('works for a resolver that destructures its context', async () => {
    const context = new RecordingContext();
    const resolver = withAccessToken<unknown>(async (_info, { issueToken }) =>
      issueToken({ claims: { sub: 'user:default/jane' } }),
    );

    await resolver(infoWith(ACCESS_TOKEN), context);

    expect(context.issued[0].tok).toBe(ACCESS_TOKEN);
  });

  it.each([undefined, '', 42])(
    'rejects a sign-in with the access token %p',
    async accessToken => {
      const context = new RecordingContext();
      const resolver = withAccessToken(issuing({ sub: 'user:default/jane' }));

      await expect(
        resolver(infoWith(accessToken), context),
      ).rejects.toMatchObject({
        name: 'AuthenticationError',
        code: 'access-token-missing',
      });
      expect(context.issued).toEqual([]);
    },
  );

  it('rejects a token that was not issued through the context', async () => {
    const resolver = withAccessToken<unknown>(async () => ({
      token: 'made elsewhere',
    }));

    await expect(
      resolver(infoWith(ACCESS_TOKEN), new RecordingContext()),
    ).rejects.toMatchObject({ code: 'access-token-not-issued' });
  });

  it('withholds an error whose message contains the access token', async () => {
    const context = new RecordingContext();
    context.failure = new Error('insert failed', {
      cause: new Error(`insert into user_info values ('${ACCESS_TOKEN}')`),
    });
    const resolver = withAccessToken(issuing({ sub: 'user:default/jane' }));

    const error: unknown = await resolver(
      infoWith(ACCESS_TOKEN),
      context,
    ).catch(each => each);

    expect(error).toMatchObject({ code: 'token-not-issued' });
    expect((error as Error).cause).toBeUndefined();
    expect((error as Error).stack).not.toContain(ACCESS_TOKEN);
  });

  it('passes on other errors', async () => {
    const context = new RecordingContext();
    context.failure = new Error('database is locked');
    const resolver = withAccessToken(issuing({ sub: 'user:default/jane' }));

    await expect(resolver(infoWith(ACCESS_TOKEN), context)).rejects.toBe(
      context.failure,
    );
  });

  it('warns once per user of a token that is too long for a header, without logging it', async () => {
    const logger = mockServices.logger.mock();
    const resolver = withAccessToken(issuing({ sub: 'user:default/jane' }), {
      logger,
    });
    const long = 'x'.repeat(11_001);

    await resolver(infoWith(long), new RecordingContext());
    await resolver(infoWith(long), new RecordingContext());

    expect(logger.warn).toHaveBeenCalledTimes(1);
    const [message] = logger.warn.mock.calls[0];
    expect(message).toMatch(/user:default\/jane has 11001 bytes.* 431/);
    expect(message).not.toContain('xx');
  });

  it('does not warn of a token that fits', async () => {
    const logger = mockServices.logger.mock();
    const resolver = withAccessToken(issuing({ sub: 'user:default/jane' }), {
      logger,
    });

    await resolver(infoWith('x'.repeat(11_000)), new RecordingContext());

    expect(logger.warn).not.toHaveBeenCalled();
  });
});

describe('signInWithCatalogUser compared with the function of Backstage core', () => {
  const user = (name: string, namespace: string): UserEntity => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: { name, namespace, annotations: { 'example.com/id': name } },
    spec: { profile: { email: 'twins@example.com' } },
    relations: [
      { type: 'memberOf', targetRef: 'group:default/team-a' },
      { type: 'ownerOf', targetRef: 'component:default/c' },
    ],
  });

  let portal: TestPortal;
  let core: AuthResolverContext;

  beforeAll(async () => {
    // The factory of a provider receives core's own context.
    const capturing = createBackendModule({
      pluginId: 'auth',
      moduleId: 'capturing',
      register(reg) {
        reg.registerInit({
          deps: { providers: authProvidersExtensionPoint },
          async init({ providers }) {
            providers.registerProvider({
              providerId: 'capturing',
              factory: options => {
                core = options.resolverContext;
                return { start: async () => {}, frameHandler: async () => {} };
              },
            });
          },
        });
      },
    });
    portal = await startTestPortal({
      modules: [capturing],
      entities: [user('jane', 'default'), user('Bob', 'Other')],
      auth: { providers: { capturing: {} } },
    });
  });

  afterAll(() => portal.stop());

  type SignIn = (ctx: AuthResolverContext) => Promise<{ token: string }>;

  async function outcome(signIn: Promise<{ token: string }>) {
    try {
      const { sub, ent, tok } = decodeJwt((await signIn).token);
      return { claims: { sub, ent }, tok };
    } catch (error) {
      const { name, message } = error as Error;
      return { refusal: { name, message }, tok: undefined };
    }
  }

  it.each<[string, SignIn]>([
    [
      'by name',
      ctx => ctx.signInWithCatalogUser({ entityRef: { name: 'jane' } }),
    ],
    [
      'by a reference as a string',
      ctx => ctx.signInWithCatalogUser({ entityRef: 'User:default/jane' }),
    ],
    [
      'by annotation, in another namespace and case',
      ctx =>
        ctx.signInWithCatalogUser({ annotations: { 'example.com/id': 'Bob' } }),
    ],
    [
      'with several matches',
      ctx =>
        ctx.signInWithCatalogUser({
          filter: { 'spec.profile.email': 'twins@example.com' },
        }),
    ],
    [
      'without a match',
      ctx => ctx.signInWithCatalogUser({ entityRef: { name: 'absent' } }),
    ],
    [
      'without a match, with a fallback',
      ctx =>
        ctx.signInWithCatalogUser(
          { entityRef: { name: 'absent' } },
          { dangerousEntityRefFallback: { entityRef: { name: 'AbSent' } } },
        ),
    ],
    [
      'without a match, with a fallback as a string',
      ctx =>
        ctx.signInWithCatalogUser(
          { entityRef: { name: 'absent' } },
          { dangerousEntityRefFallback: { entityRef: 'guest:other/absent' } },
        ),
    ],
    [
      'with a match and an unused fallback',
      ctx =>
        ctx.signInWithCatalogUser(
          { entityRef: { name: 'jane' } },
          { dangerousEntityRefFallback: { entityRef: { name: 'other' } } },
        ),
    ],
    [
      'with several matches and a fallback',
      ctx =>
        ctx.signInWithCatalogUser(
          { filter: { 'spec.profile.email': 'twins@example.com' } },
          { dangerousEntityRefFallback: { entityRef: { name: 'other' } } },
        ),
    ],
  ])('has the same result: %s', async (_, signIn) => {
    const ofCore = await outcome(signIn(core));
    const ofOurs = await outcome(
      withAccessToken<unknown>((_info, ctx) => signIn(ctx))(
        infoWith(ACCESS_TOKEN),
        core,
      ),
    );

    expect(ofOurs.claims).toEqual(ofCore.claims);
    expect(ofOurs.refusal).toEqual(ofCore.refusal);
    expect(ofOurs.tok).toBe(ofCore.claims ? ACCESS_TOKEN : undefined);
  });

  it('withholds core’s error message about a token that is too long for core', async () => {
    const long = 'y'.repeat(40_000);

    const error: unknown = await withAccessToken(
      issuing({ sub: 'user:default/jane' }),
      { logger: mockServices.logger.mock() },
    )(infoWith(long), core).catch(each => each);

    expect(error).toMatchObject({ code: 'token-not-issued' });
    expect(String(error)).not.toContain('yy');
  });
});
