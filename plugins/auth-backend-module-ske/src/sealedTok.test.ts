import { hkdfSync, randomBytes } from 'node:crypto';
import { compactDecrypt, decodeJwt, decodeProtectedHeader } from 'jose';
import {
  clusterWith,
  providerAt,
  startPortal,
  startProvider,
} from './__testUtils__/signInTests';
import { useDatabaseFolder } from './__testUtils__/useDatabaseFolder';
import { authModuleSke } from './module';

const secret = randomBytes(32);
const storage = useDatabaseFolder();

async function open(tok: unknown) {
  const key = hkdfSync('sha256', secret, '', 'kratix-portal tok v1', 32);
  const { plaintext } = await compactDecrypt(String(tok), new Uint8Array(key));
  return JSON.parse(new TextDecoder().decode(plaintext));
}

describe('mode tok with a key', () => {
  it('S7: puts the access token into tok so that only the ske backend can read it', async () => {
    const idp = await startProvider();
    const portal = await startPortal({
      modules: [authModuleSke, storage.reader],
      auth: {
        providers: { okta: { development: providerAt(idp.metadataUrl) } },
      },
      config: {
        kubernetes: clusterWith('okta'),
        ske: {
          auth: {
            session: {
              keys: [{ id: 'one', secret: secret.toString('base64') }],
            },
          },
        },
      },
      databaseFolder: storage.path,
    });

    const { response } = await portal.browser.signIn('okta');
    const refreshed = await portal.browser.refresh('okta');

    const tokens = [response, refreshed].map(
      each => each?.backstageIdentity?.token ?? '',
    );
    for (const [index, token] of tokens.entries()) {
      const { tok, sub } = decodeJwt(token);
      expect(decodeProtectedHeader(String(tok))).toEqual({
        alg: 'dir',
        enc: 'A256GCM',
        kid: 'one',
        typ: 'ske-tok+jwe',
      });
      expect(await open(tok)).toEqual({ sub, tok: idp.accessTokens[index] });
    }
    const rows = JSON.stringify(await storage.database('user_info').select());
    expect(rows).toContain('tok');
    for (const accessToken of idp.accessTokens) {
      expect(rows).not.toContain(accessToken);
      expect(rows).not.toContain(accessToken.split('.').at(-1));
    }
    // The warning about unencrypted tokens must not be logged at start.
    expect(portal.logged.warn.join()).not.toContain('docs/security.md');
  });
});
