import { demoUsers } from '@kratix-portal/test-cluster';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseAllDocuments } from 'yaml';

// eslint-disable-next-line no-restricted-syntax -- this package only ever runs from its sources
const ORG = resolve(__dirname, '../../../backend/catalog/org.yaml');

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
});
