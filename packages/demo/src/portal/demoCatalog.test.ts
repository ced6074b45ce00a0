import { demoUsers } from '@kratix-portal/test-cluster';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseAllDocuments } from 'yaml';

// eslint-disable-next-line no-restricted-syntax -- this package only ever runs from its sources
const ORG = resolve(__dirname, '../../../backend/catalog/org.yaml');

const BROWSER_TEST_USERS = resolve(
  // eslint-disable-next-line no-restricted-syntax -- this package only ever runs from its sources
  __dirname,
  '../../../app/e2e-tests/users.json',
);

describe('the demo’s catalog', () => {
  it('has the users of the OIDC provider, with the same names and e-mail addresses', async () => {
    const entities = parseAllDocuments(await readFile(ORG, 'utf8')).map(
      document => document.toJS(),
    );

    const users = entities.filter(({ kind }) => kind === 'User');
    expect(
      users.map(({ metadata, spec }) => [metadata.name, spec.profile]),
    ).toEqual(
      demoUsers.map(({ username, displayName, email }) => [
        username,
        { displayName, email },
      ]),
    );
  });

  it('has the users of the browser tests, with one more who has rights in one namespace', async () => {
    const people = JSON.parse(await readFile(BROWSER_TEST_USERS, 'utf8'));
    expect(people.slice(0, demoUsers.length)).toEqual(demoUsers);
    expect(people.slice(demoUsers.length)).toEqual([
      expect.objectContaining({ username: 'user-team', groups: ['kube-team'] }),
    ]);
  });
});
