import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { IssuerProbe } from './IssuerProbe';

describe('IssuerProbe', () => {
  it.each([600_000, 3_000_000])(
    'says that a document of %i bytes is too large, and not that it is not JSON',
    async size => {
      const server = createServer((_, response) =>
        response.end(JSON.stringify({ keys: ['x'.repeat(size)] })),
      );
      await new Promise<void>(resolve =>
        server.listen(0, '127.0.0.1', resolve),
      );
      const { port } = server.address() as AddressInfo;
      const probe = new IssuerProbe();

      const result = await probe.fetchJson(`http://127.0.0.1:${port}/keys`);

      expect(result).toMatchObject({ code: 'TOO_LARGE' });
      expect(result).not.toHaveProperty('body');
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
      await probe.close();
    },
  );
});
