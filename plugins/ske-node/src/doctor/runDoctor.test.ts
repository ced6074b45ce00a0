import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { useTemporaryFolder } from '@kratix-portal/test-cluster';
import { runDoctor } from './runDoctor';

describe('runDoctor', () => {
  const folder = useTemporaryFolder();

  async function run(args: string[]) {
    let out = '';
    let errors = '';
    const code = await runDoctor(args, {
      folder: folder.path,
      env: {},
      print: text => {
        out += text;
      },
      printError: text => {
        errors += text;
      },
    });
    return { code, out, errors };
  }

  async function writeConfig(clusterUrl: string): Promise<void> {
    await writeFile(
      join(folder.path, 'app-config.yaml'),
      `
ske: { kubernetes: { platformName: kratix } }
auth:
  providers:
    keycloak:
      development: { clientId: portal, clientSecret: s3cret, metadataUrl: 'https://127.0.0.1:1/realms/a/.well-known/openid-configuration' }
kubernetes:
  clusterLocatorMethods:
    - type: config
      clusters: [{ name: kratix, url: '${clusterUrl}', authProvider: oidc, oidcTokenProvider: keycloak }]
`,
    );
  }

  it('prints the failed check, what to do, and where to read more', async () => {
    await writeConfig('https://127.0.0.1:1');
    const { code, out } = await run(['--config', 'app-config.yaml']);
    expect(code).toBe(1);
    expect(out).toContain('ok   configuration');
    expect(out).toContain('FAIL cluster');
    expect(out).toContain('Failed: cluster-refuses-connection');
    expect(out).toContain('docs/diagnosis.md#cluster-refuses-connection');
    expect(out).not.toContain('s3cret');
    expect(out.split('\n').every(line => line.length <= 120)).toBe(true);
  });

  it('prints JSON', async () => {
    await writeConfig('https://127.0.0.1:1');
    const { out } = await run(['--json']);
    expect(JSON.parse(out)).toMatchObject({
      outcome: 'failed',
      provider: { kind: 'keycloak' },
    });
  });

  it.each([
    ['a second colon', 's3cret: x', 'line 2'],
    ['a block header', '|s3cret', 'line 2'],
    ['an alias', '*s3cret', 'alias'],
  ])(
    'S7: names the file and the place of a syntax error, and does not quote the line: %s',
    async (_, value, place) => {
      await writeConfig('https://127.0.0.1:1');
      const file = join(folder.path, 'secrets.yaml');
      await writeFile(file, `auth:\n  clientSecret: ${value}\n`);

      const { code, errors } = await run([
        ...['--config', 'app-config.yaml', '--config', 'secrets.yaml'],
      ]);

      expect(code).toBe(2);
      expect(errors).toContain(`${file} is not YAML`);
      expect(errors).toContain(place);
      expect(errors).not.toContain('s3cret');
    },
  );

  it('prints a help text', async () => {
    expect(await run(['--help'])).toMatchObject({
      code: 0,
      out: expect.stringContaining('Exit codes'),
    });
  });

  it.each([[['--nonsense']], [['--config', 'missing.yaml']]])(
    'ends with code 2 for %j',
    async args => {
      expect(await run(args)).toMatchObject({
        code: 2,
        out: '',
        errors: expect.stringContaining('The doctor cannot run'),
      });
    },
  );
});
