import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { signForeignToken, useTestPlatform } from '@kratix-portal/test-cluster';
import { SkeError } from '@kratix-portal/plugin-ske-common';
import type { TlsConfig } from '../../config';
import { UserIdentity } from '../../credentials';
import { AccessToken } from '../../credentials/identity/AccessToken';
import { objectPath } from '../calls/ApiPath';
import type { CallSubject } from '../calls/PlatformCall';
import { PlatformClient } from './PlatformClient';

const path = objectPath(
  {
    group: '',
    version: 'v1',
    plural: 'configmaps',
    namespace: 'kube-system',
  },
  'extension-apiserver-authentication',
);
const subject: CallSubject = {
  verb: 'get',
  cluster: 'kratix-platform',
  target: {
    type: 'object',
    ref: {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      namespace: 'kube-system',
      name: 'extension-apiserver-authentication',
    },
  },
};

describe('PlatformClient on a real API server', () => {
  const platform = useTestPlatform();

  function trusted(): TlsConfig {
    const { caFile } = platform.current.endpoints.apiServer;
    return { ca: readFileSync(caFile, 'utf8'), skipVerify: false };
  }

  async function get(options: {
    tok: string;
    tls?: TlsConfig;
    /** Identifies these calls in the audit log, because other tests use the same platform at the same time. */
    userAgent?: string;
  }): Promise<string> {
    const client = new PlatformClient({
      userAgent: options.userAgent,
      platform: {
        name: 'kratix-platform',
        url: platform.current.endpoints.apiServer.url,
        tls: options.tls ?? trusted(),
        identity: { mode: 'user', oidcTokenProvider: 'oidc' },
      },
    });
    const identity = new UserIdentity({
      userEntityRef: 'user:default/jane',
      // A time in the past, so that an expired token is sent to the API server too.
      token: AccessToken.parse(options.tok, new Date(0)),
    });
    try {
      const { body } = await client.get(path, { identity, subject });
      return String(body.kind);
    } catch (error) {
      if (SkeError.is(error)) {
        return error.code;
      }
      throw error;
    } finally {
      await client.close();
    }
  }

  it.each([
    ['none', 'ConfigMap'],
    ['expired', 'identity-rejected'],
    ['wrong-audience', 'identity-rejected'],
    ['wrong-issuer', 'identity-rejected'],
    ['another-key', 'identity-rejected'],
  ] as const)(
    'sends a token with the defect "%s" to the API server: %s',
    async (defect, outcome) => {
      const { endpoints } = platform.current;
      const tok = await signForeignToken({
        endpoints,
        username: 'user-admin',
        defect,
      });
      await expect(get({ tok })).resolves.toBe(outcome);
    },
  );

  it('S24: does not trust a certificate of an unknown authority, and sends no token', async () => {
    const userAgent = `untrusting-${randomUUID()}`;
    const tok = await platform.current.accessToken('user-admin');
    const calls = async () =>
      (await platform.current.readAuditLog()).filter(
        event => event.userAgent === userAgent,
      );
    await expect(
      get({ tok, tls: { skipVerify: false }, userAgent }),
    ).resolves.toBe('cluster-untrusted');
    expect(await calls()).toEqual([]);
    // A call with a trusted certificate appears in the log.
    await get({ tok, userAgent });
    expect(await calls()).toHaveLength(1);
  });

  it('S24: accepts a certificate of an unknown authority with skipTLSVerify', async () => {
    const tok = await platform.current.accessToken('user-admin');
    await expect(get({ tok, tls: { skipVerify: true } })).resolves.toBe(
      'ConfigMap',
    );
  });
});
