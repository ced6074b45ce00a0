import {
  useTemporaryFolder,
  type Endpoints,
} from '@kratix-portal/test-cluster';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { writeOwnPortalConfig } from './ownPortalConfig';

describe('writeOwnPortalConfig', () => {
  const folder = useTemporaryFolder();

  const write = async (kind: 'oidc-provider' | 'keycloak') => {
    const caFile = join(folder.path, 'ca.crt');
    await writeFile(caFile, 'CA\n');
    const files = await writeOwnPortalConfig({
      endpoints: {
        apiServer: { url: 'https://127.0.0.1:6443', caFile },
        oidcProvider: {
          kind,
          metadataUrl: 'https://localhost:8443/.well-known',
          portalClient: {
            clientId: 'backstage-client',
            clientSecret: 's3cret',
          },
          caFile,
        },
        catalogAccount: { tokenFile: '/state/config/catalog-reader.token' },
        paths: { stateDir: folder.path },
      } as unknown as Endpoints,
      portalUrl: 'http://localhost:7100',
    });
    const text = await readFile(files.configFile, 'utf8');
    return { ...files, text, config: parse(text) };
  };

  it.each([
    ['oidc-provider', 'oidc'],
    ['keycloak', 'keycloak'],
  ] as const)(
    'configures sign-in, cluster and catalog for %s',
    async (kind, id) => {
      const { config } = await write(kind);

      expect(config.auth.providers[id].development).toMatchObject({
        metadataUrl: 'https://localhost:8443/.well-known',
        clientId: 'backstage-client',
        clientSecret: 's3cret',
      });
      expect(config.auth.session.secret).toEqual(expect.any(String));
      const [{ clusters }] = config.kubernetes.clusterLocatorMethods;
      expect(clusters).toEqual([
        {
          name: config.ske.kubernetes.platformName,
          url: 'https://127.0.0.1:6443',
          authProvider: 'oidc',
          oidcTokenProvider: id,
          caFile: join(folder.path, 'ca.crt'),
        },
      ]);
      expect(Object.keys(config.ske.auth.providers)).toEqual([id]);
      expect(config.catalog.providers.kratix.platform).toEqual({
        cluster: 'kratix-platform',
        serviceAccountTokenFile: '/state/config/catalog-reader.token',
      });
    },
  );

  it('names the allowed redirect and the certificate authority', async () => {
    const { text, trustedCertificates } = await write('oidc-provider');

    expect(text).toContain('http://localhost:7100/api/auth/');
    expect(text).toContain(`NODE_EXTRA_CA_CERTS=${trustedCertificates}`);
    expect(await readFile(trustedCertificates, 'utf8')).toContain('CA\n');
  });

  it('keeps the session secret, in a file that only its owner can read', async () => {
    const first = await write('oidc-provider');
    const second = await write('oidc-provider');

    expect(second.config.auth.session).toEqual(first.config.auth.session);
    expect((await stat(first.configFile)).mode % 0o1000).toBe(0o600);
  });
});
