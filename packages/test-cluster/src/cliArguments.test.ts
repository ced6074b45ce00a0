import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseCliArguments } from './cliArguments';
import { useTemporaryFolder } from './testing/temporaryFolder';

describe('parseCliArguments', () => {
  const folder = useTemporaryFolder();
  const usersFile = async (content: string) => {
    const file = join(folder.path, 'users.yaml');
    await writeFile(file, content);
    return file;
  };

  it('needs only a state folder', async () => {
    expect(await parseCliArguments(['--state-dir', 'x'])).toEqual({
      stateDir: 'x',
    });
  });

  it('takes every option', async () => {
    const file = await usersFile(
      '- { username: ada, password: p, email: ada@example.com, groups: [kube-admin] }',
    );

    expect(
      await parseCliArguments([
        '--state-dir=x',
        '--issuer=keycloak',
        '--authentication=structured',
        '--portal-url=http://localhost:7107',
        '--kratix=none',
        `--users=${file}`,
      ]),
    ).toEqual({
      stateDir: 'x',
      issuer: 'keycloak',
      authentication: 'structured',
      portalUrl: 'http://localhost:7107',
      kratix: 'none',
      users: [
        {
          username: 'ada',
          password: 'p',
          email: 'ada@example.com',
          groups: ['kube-admin'],
        },
      ],
    });
  });

  it('tells when help is asked for', async () => {
    expect(await parseCliArguments(['--help'])).toBe('help');
  });

  it.each([
    [[], '--state-dir DIR is needed'],
    [['--state-dir='], '--state-dir DIR is needed'],
    [['--state-dir=x', '--isuer=keycloak'], "Unknown option '--isuer'"],
    [['--state-dir=x', 'start'], 'start'],
    [
      ['--state-dir=x', '--issuer=okta'],
      '--issuer is oidc-provider or keycloak',
    ],
    [
      ['--state-dir=x', '--authentication=none'],
      '--authentication is flags or structured',
    ],
    [
      ['--state-dir=x', '--portal-url=localhost:7007'],
      '--portal-url is an http or https URL',
    ],
    [['--state-dir=x', '--kratix=real'], '--kratix is stand-in or none'],
    [
      ['--state-dir=x', '--users=/no/such/file'],
      '/no/such/file cannot be read',
    ],
  ])('refuses %j', async (args, message) => {
    const parsed = parseCliArguments(args);

    await expect(parsed).rejects.toMatchObject({ code: 'usage' });
    await expect(parsed).rejects.toThrow(message);
  });

  it.each([
    ['', 'is not a list of users'],
    ['[]', 'is not a list of users'],
    ['- username: ada', 'password'],
    [
      '[{ username: a, password: p, email: a, groups: [] }, { username: a, password: p, email: b, groups: [] }]',
      'two users have the same username',
    ],
    ['- { username: a, password: p, email: a, groups: [], group: x }', 'group'],
    ['- [', 'cannot be read'],
  ])('refuses the users %j', async (content, message) => {
    const file = await usersFile(content);

    await expect(
      parseCliArguments(['--state-dir=x', `--users=${file}`]),
    ).rejects.toThrow(message);
  });
});
