import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ensurePortalClient } from './portalClient';
import { useTemporaryFolder } from '../testing/temporaryFolder';

describe('ensurePortalClient', () => {
  const folder = useTemporaryFolder();
  const file = () => join(folder.path, 'portal-client.json');

  it('returns the same secret again', async () => {
    const made = await ensurePortalClient(file());

    expect(await ensurePortalClient(file())).toEqual(made);
  });

  it.each(['', '{"client', '{}', '{"clientId":"a","clientSecret":""}'])(
    'replaces a file that contains %j',
    async text => {
      await writeFile(file(), text);

      const made = await ensurePortalClient(file());

      expect(made.clientSecret).toHaveLength(32);
      expect(JSON.parse(await readFile(file(), 'utf8'))).toEqual(made);
    },
  );
});
