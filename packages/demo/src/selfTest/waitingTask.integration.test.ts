import { generateKeyPairSync } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import {
  PortalUser,
  type Platform,
  startPlatform,
  Teardown,
} from '@kratix-portal/test-cluster';
import { decodeJwt, GeneralSign, importPKCS8, SignJWT } from 'jose';
import { stringify } from 'yaml';
import { reservePortalPlace } from '../portal/__testUtils__/startSessionPortal';
import type { Portal } from '../portal/startPortal';
import { startPortalOn } from '../portal/startPortalOn';
import {
  readTask,
  readTaskLog,
  startTask,
  waitForTemplate,
} from './scaffolderTask';
import { StoredSessions } from './StoredSessions';

jest.setTimeout(400_000);

const ACCESS_TOKEN_SECONDS = 30;
/** A task takes its grant when its Backstage token is valid for one more minute. */
const BACKSTAGE_TOKEN_SECONDS = 110;
/** The task waits for longer than both tokens are valid, because the wait begins again after the restart. */
const WAIT_SECONDS = 100;
const KEY_ID = 'test';
const ALGORITHM = 'ES256';
const TEMPLATE = 'waiting';

const configMap = (name: string) =>
  stringify({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, namespace: 'default' },
  });

const template = {
  apiVersion: 'scaffolder.backstage.io/v1beta3',
  kind: 'Template',
  metadata: { name: TEMPLATE },
  spec: {
    type: 'service',
    steps: [
      {
        id: 'first',
        action: 'ske:configure-resource',
        input: { manifest: configMap('before-the-wait') },
      },
      {
        id: 'wait',
        name: 'wait',
        action: 'debug:wait',
        input: { seconds: WAIT_SECONDS },
      },
      {
        id: 'second',
        action: 'ske:configure-resource',
        input: { manifest: configMap('after-the-wait') },
      },
    ],
  },
};

/** Backstage's own tokens are valid for at least ten minutes. The test gives the portal a signing key, so that it can issue a token that expires sooner. */
class ShortTokens {
  readonly #keys = generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });

  /** The configuration of Backstage's `auth.keyStore`. */
  async writeKeyStore(folder: string): Promise<object> {
    const privateKeyFile = join(folder, 'backstage-private.pem');
    const publicKeyFile = join(folder, 'backstage-public.pem');
    await writeFile(privateKeyFile, this.#keys.privateKey, { mode: 0o600 });
    await writeFile(publicKeyFile, this.#keys.publicKey);
    return {
      provider: 'static',
      static: {
        keys: [
          {
            keyId: KEY_ID,
            algorithm: ALGORITHM,
            privateKeyFile,
            publicKeyFile,
          },
        ],
      },
    };
  }

  /** Issues the same token with an expiry after some seconds. */
  async shorten(token: string, seconds: number): Promise<string> {
    const key = await importPKCS8(this.#keys.privateKey, ALGORITHM);
    const header = { alg: ALGORITHM, kid: KEY_ID };
    const iat = Math.floor(Date.now() / 1000);
    const exp = iat + seconds;
    const { sub, ...claims } = decodeJwt(token);
    // From this claim Backstage creates the tokens for calls on behalf of the user.
    const { signatures } = await new GeneralSign(
      new TextEncoder().encode(JSON.stringify({ sub, iat, exp })),
    )
      .addSignature(key)
      .setProtectedHeader({ typ: 'vnd.backstage.limited-user', ...header })
      .done()
      .sign();
    const uip = signatures[0].signature;
    return new SignJWT({ ...claims, sub, iat, exp, uip })
      .setProtectedHeader({ typ: 'vnd.backstage.user', ...header })
      .sign(key);
  }
}

describe('a scaffolder task that waits, in session mode on a real API server', () => {
  const teardown = new Teardown();
  let platform: Platform;
  let person: PortalUser;
  let sessions: StoredSessions;
  const shortTokens = new ShortTokens();
  let portal: Portal;
  let startPortal: () => Promise<Portal>;

  beforeAll(async () => {
    const place = await reservePortalPlace(teardown);
    const { stateDir, portalUrl, ports } = place;
    const templateFile = join(stateDir, 'template.yaml');
    await writeFile(templateFile, stringify(template));
    platform = await startPlatform({
      stateDir,
      portalUrl,
      accessTokenTtlSeconds: ACCESS_TOKEN_SECONDS,
      kratix: 'none',
    });
    teardown.push(() => platform.stop());
    const config = {
      auth: { keyStore: await shortTokens.writeKeyStore(stateDir) },
      scaffolder: {
        taskRecovery: { enabled: true, staleTimeout: { seconds: 3 } },
      },
      catalog: {
        locations: [
          {
            type: 'file',
            target: templateFile,
            rules: [{ allow: ['Template'] }],
          },
        ],
      },
    };
    startPortal = () =>
      startPortalOn({
        platform,
        port: ports.portal,
        auth: 'session',
        config,
      });
    portal = await startPortal();
    teardown.push(() => portal.stop());
    sessions = await StoredSessions.open(stateDir);
    person = await PortalUser.signIn({
      portalUrl,
      providerId: 'oidc',
      user: platform.endpoints.users[0],
    });
    await waitForTemplate(person, TEMPLATE);
  });

  afterAll(() => teardown.run());

  it('S18: finishes as the user after its process was killed and its access token and Backstage token have expired', async () => {
    const short = await shortTokens.shorten(
      person.tokens().backstage,
      BACKSTAGE_TOKEN_SECONDS,
    );
    const before = sessions.read(String(person.claims().sub));
    const id = await startTask(person.withBackstageToken(short), TEMPLATE, {});

    while (!(await readTaskLog(person, id)).includes('Beginning step wait')) {
      await delay(500);
    }
    expect(sessions.countGrants()).toBe(1);
    process.kill(portal.pid, 'SIGKILL');
    await portal.exited;
    await portal.stop();
    portal = await startPortal();

    const { status, log } = await readTask(person, id, { limitSeconds: 400 });

    expect({ status, log }).toMatchObject({ status: 'completed' });
    const writes = (await platform.readAuditLog()).filter(
      ({ verb, userAgent, objectRef, requestURI }) =>
        userAgent === 'kratix-portal' &&
        objectRef?.resource === 'configmaps' &&
        ['create', 'update', 'patch'].includes(verb) &&
        !requestURI.includes('dryRun'),
    );
    expect(
      writes.map(({ user, responseStatus }) => [
        user.username,
        responseStatus?.code,
      ]),
    ).toEqual([
      ['user-admin@example.com', 201],
      ['user-admin@example.com', 201],
    ]);
    const [first, second] = writes.map(({ requestReceivedTimestamp }) =>
      Date.parse(requestReceivedTimestamp),
    );
    const { exp = 0 } = decodeJwt(short);
    expect(first).toBeLessThan(exp * 1000);
    expect(second).toBeGreaterThan(exp * 1000);
    expect(second - first).toBeGreaterThan(3 * ACCESS_TOKEN_SECONDS * 1000);
    const after = sessions.read(String(person.claims().sub));
    expect(after.version).toBeGreaterThan(before.version);
    // The process of the scaffolder notices the end within a minute, and releases the grant.
    while (sessions.countGrants() > 0) {
      await delay(500);
    }
  });
});
