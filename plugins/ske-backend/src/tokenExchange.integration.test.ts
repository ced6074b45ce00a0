import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { useTestPlatform } from '@kratix-portal/test-cluster';
import { decodeJwt } from 'jose';
import { platformConfig } from './__testUtils__/platformConfig';
import {
  type SkeBackend,
  startSkeBackend,
} from './__testUtils__/startSkeBackend';
import { trustAudience } from './__testUtils__/trustAudience';

jest.setTimeout(180_000);

const AUDIENCE = 'kube-b';
const NAMESPACE = 'of-exchange';
const WHO = '/api/ske/whoami';
const trusted = getCACertificates('default');

/** The API server trusts only the second audience, and users sign in for the first one. */
describe.each(['oidc-provider', 'keycloak'] as const)(
  'S19: token exchange with %s, on a real API server',
  oidcProvider => {
    const platform = useTestPlatform({
      authentication: 'structured',
      exchangeAudience: AUDIENCE,
      kratix: 'none',
      oidcProvider,
    });
    let backend: SkeBackend;
    const started: SkeBackend[] = [];

    beforeAll(async () => {
      const { oidcProvider: provider, paths } = platform.current.endpoints;
      // Trusts the platform's CA, as NODE_EXTRA_CA_CERTS would in a new process.
      setDefaultCACertificates([
        ...trusted,
        readFileSync(provider.caFile, 'utf8'),
      ]);
      await platform.current.kubectl(['create', 'namespace', NAMESPACE]);
      trustAudience(paths.stateDir, AUDIENCE);
      backend = await start({ audience: AUDIENCE });
      await untilAccepted();
    });

    afterAll(async () => {
      setDefaultCACertificates(trusted);
      await Promise.all(started.map(each => each.stop()));
    });

    async function start(tokenExchange?: object): Promise<SkeBackend> {
      const { apiServer, oidcProvider: provider } = platform.current.endpoints;
      const { portalClient, metadataUrl } = provider;
      const one = await startSkeBackend({
        config: {
          ...platformConfig({
            url: apiServer.url,
            caFile: apiServer.caFile,
            oidcTokenProvider: 'idp',
            ...(tokenExchange && { tokenExchange }),
          }),
          auth: {
            providers: {
              idp: { development: { metadataUrl, ...portalClient } },
            },
          },
        },
      });
      started.push(one);
      return one;
    }

    /** The API server reloads its configuration within seconds. */
    async function untilAccepted(): Promise<void> {
      const token = await signIn('user-admin');
      for (;;) {
        const { status } = await backend.request({ path: WHO, token });
        if (status === 200) {
          return;
        }
        await pause(200);
      }
    }

    async function signIn(username: string, one = backend): Promise<string> {
      const tok = await platform.current.accessToken(username);
      return one.userTokens.sign({
        userEntityRef: `user:default/${username}`,
        claims: { tok },
      });
    }

    const create = (token: string, name: string, one = backend) =>
      one.request({
        method: 'POST',
        path: '/api/ske/configure-resource',
        token,
        body: {
          manifest: JSON.stringify({
            apiVersion: 'v1',
            kind: 'ConfigMap',
            metadata: { name, namespace: NAMESPACE },
            data: { a: '1' },
          }),
        },
      });

    it('acts as the user with the exchanged token, and the audit log names the user', async () => {
      const [admin, dev] = await Promise.all(
        ['user-admin', 'user-dev'].map(each => signIn(each)),
      );

      expect((await create(admin, 'settings')).status).toBe(200);
      const refused = await create(dev, 'others');
      expect(refused.body.error).toMatchObject({ code: 'forbidden' });
      expect(refused.body.error.message).toContain('user-dev@example.com');

      const sent = (await platform.current.readAuditLog()).filter(
        ({ objectRef }) => objectRef?.namespace === NAMESPACE,
      );
      const usersOf = (name: string) => [
        ...new Set(
          sent
            .filter(({ objectRef }) => objectRef?.name === name)
            .map(({ user }) => user.username),
        ),
      ];
      expect(usersOf('settings')).toEqual(['user-admin@example.com']);
      expect(usersOf('others')).toEqual(['user-dev@example.com']);
      expect(sent.filter(event => event.impersonatedUser)).toEqual([]);
    });

    it('the API server rejects the token of the sign-in without the exchange', async () => {
      const without = await start();

      const { body } = await create(
        await signIn('user-admin', without),
        'unexchanged',
        without,
      );

      expect(body.error).toMatchObject({ code: 'identity-rejected' });
    });

    it('S1: sends nothing to the cluster for an audience that the provider does not know', async () => {
      const other = await start({ audience: 'kube-c' });
      const before = (await platform.current.readAuditLog()).length;

      const { status, body } = await create(
        await signIn('user-admin', other),
        'unknown-audience',
        other,
      );

      expect(status).toBe(401);
      expect(body.error.code).toBe('identity-rejected');
      expect(body.error.hint).toContain('tokenExchange');
      const after = await platform.current.readAuditLog();
      expect(
        after
          .slice(before)
          .filter(({ userAgent }) => userAgent === 'kratix-portal'),
      ).toEqual([]);
    });

    it('throws idp-unavailable for a wrong secret of the client', async () => {
      const other = await start({
        audience: AUDIENCE,
        clientId: 'backstage-client',
        clientSecret: 'wrong',
      });

      const { status, body } = await create(
        await signIn('user-admin', other),
        'wrong-secret',
        other,
      );

      expect(status).toBe(503);
      expect(body.error.code).toBe('idp-unavailable');
    });

    it('checks the exchange and the exchanged token in the diagnosis', async () => {
      const { body } = await backend.request({
        path: '/api/ske/diagnosis',
        token: await signIn('user-admin'),
      });

      const seenBy = (id: string) =>
        body.checks.find((check: { id: string }) => check.id === id);
      expect(seenBy('exchange')).toEqual({
        id: 'exchange',
        status: 'passed',
        seen: 'The provider idp exchanges the token.',
      });
      expect(seenBy('token-audience')).toMatchObject({
        status: 'passed',
        seen: expect.stringContaining(AUDIENCE),
      });
      expect(seenBy('identity').seen).toContain('user-admin@example.com');
    });

    it('S7: has no token in logs and audit events', async () => {
      const tok = await platform.current.accessToken('user-admin');
      const token = await backend.userTokens.sign({
        userEntityRef: 'user:default/user-admin',
        claims: { tok },
      });
      await create(token, 'traces');

      const traces = started
        .flatMap(each => [...each.logs, JSON.stringify(each.auditEvents)])
        .join('\n');

      expect(decodeJwt(tok).iss).toBe(
        platform.current.endpoints.oidcProvider.issuer,
      );
      // Each JWT of the provider begins with the header of the provider's JWTs, and no other text begins with it.
      expect(traces).not.toMatch(/\beyJ[\w-]{8,}\.[\w-]+/);
      expect(traces).not.toContain(
        platform.current.endpoints.oidcProvider.portalClient.clientSecret,
      );
    });
  },
);
