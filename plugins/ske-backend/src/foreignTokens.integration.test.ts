import { signForeignToken } from '@kratix-portal/test-cluster';
import { queueSpec } from './__testUtils__/queueSpec';
import {
  checkNoAccessTokens,
  checkUsersInAuditLog,
  useQueues,
} from './__testUtils__/useQueues';

jest.setTimeout(120_000);

describe('access tokens that the API server rejects', () => {
  const queues = useQueues({ prefix: 'foreigntokens', spec: queueSpec });
  const { namespace, platform, read, refTo, signIn, tokens } = queues;

  // Caches the discovery of ConfigMaps, so that the requests below need no other request to the cluster.
  beforeAll(async () => {
    await read(tokens['user-admin'], {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      namespace,
      name: 'settings',
    });
  });

  describe('forwards an invalid token unchanged, and explains the 401 of the API server', () => {
    it.each(['another-key', 'wrong-audience', 'wrong-issuer'] as const)(
      '%s',
      async defect => {
        const tok = await signForeignToken({
          endpoints: platform.current.endpoints,
          username: 'user-admin',
          defect,
        });
        const token = await signIn('user-admin', tok);
        const before = (await platform.current.readAuditLog()).length;
        const { status, body } = await read(token, {
          apiVersion: 'v1',
          kind: 'ConfigMap',
          namespace,
          name: 'settings',
        });
        expect(status).toBe(401);
        expect(body.error).toMatchObject({
          code: 'identity-rejected',
          name: 'AuthenticationError',
          message: expect.stringContaining('does not accept your sign-in'),
          hint: expect.stringContaining('--oidc-issuer-url'),
        });
        expect(body.error.message).toContain(
          `issuer ${JSON.parse(Buffer.from(tok.split('.')[1], 'base64url').toString()).iss}`,
        );
        const events = (await platform.current.readAuditLog()).slice(before);
        expect(
          events
            // Other tests use the platform at the same time, but not this namespace.
            .filter(
              ({ userAgent, requestURI }) =>
                userAgent === 'kratix-portal' && requestURI.includes(namespace),
            )
            .map(({ responseStatus }) => responseStatus?.code),
        ).toEqual([401]);
      },
    );

    it('S3: rejects an expired token without a request to the cluster', async () => {
      const tok = await signForeignToken({
        endpoints: platform.current.endpoints,
        username: 'user-admin',
        defect: 'expired',
      });
      const { status, body } = await read(
        await signIn('user-admin', tok),
        refTo('a'),
      );
      expect(status).toBe(401);
      expect(body.error.code).toBe('session-ended');
    });

    it('accepts a token that was signed in the same way, without a defect', async () => {
      const tok = await signForeignToken({
        endpoints: platform.current.endpoints,
        username: 'user-admin',
        defect: 'none',
      });
      const { status } = await read(await signIn('user-admin', tok), {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        namespace: 'kube-system',
        name: 'extension-apiserver-authentication',
      });
      expect(status).toBe(200);
    });
  });

  it('S2: the audit log of the API server names only the users', async () => {
    await expect(
      checkUsersInAuditLog(queues, { requests: 3, auditIds: 0 }),
    ).resolves.toBeUndefined();
  });

  it('S7: writes no access token to logs or audit events', () => {
    expect(() => checkNoAccessTokens(queues)).not.toThrow();
  });
});
