import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ConnectProxy } from '../../platform/client/__testUtils__/ConnectProxy';
import { failureOf, IssuerProbe } from './IssuerProbe';

describe('IssuerProbe', () => {
  it('returns the address of a redirect without its query', async () => {
    const server = createServer((_, response) =>
      response.writeHead(302, { location: '/login?state=secret' }).end(),
    );
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const probe = new IssuerProbe();

    expect(await probe.fetchJson(`http://127.0.0.1:${port}/`)).toMatchObject({
      status: 302,
      location: '/login',
    });
    await probe.close();
    server.closeAllConnections();
    await new Promise(resolve => server.close(resolve));
  });

  describe('with a proxy', () => {
    const variables = ['HTTPS_PROXY', 'NO_PROXY', 'no_proxy'];
    const before = variables.map(name => [name, process.env[name]] as const);
    beforeEach(() => variables.forEach(name => delete process.env[name]));
    afterAll(() => {
      for (const [name, value] of before) {
        if (value === undefined) {
          delete process.env[name];
        } else {
          process.env[name] = value;
        }
      }
    });

    it('names the proxy that refuses the connection, and does not call it a timeout', async () => {
      const proxy = await ConnectProxy.start();
      proxy.refuseWith = 403;
      process.env.HTTPS_PROXY = `http://${proxy.host}`;
      const probe = new IssuerProbe();

      const result = await probe.fetchJson('https://idp.example.com/x');

      expect(result.proxy).toBe(`${proxy.host} (HTTPS_PROXY)`);
      expect(result.code).not.toBe('ETIMEDOUT');
      await probe.close();
      await proxy.stop();
    });

    it('does not take the certificate of an https: proxy for that of the provider', () => {
      // SecureProxyConnectionError of undici, as the cause of the error of fetch.
      const cause = Object.assign(new Error('Secure Proxy Connection failed'), {
        code: 'UND_ERR_PRX_TLS',
        cause: Object.assign(new Error('wrong name'), {
          code: 'ERR_TLS_CERT_ALTNAME_INVALID',
        }),
      });
      expect(failureOf(new TypeError('fetch failed', { cause }))).toBe(
        'UND_ERR_PRX_TLS',
      );
    });

    it('says that a variable is not the address of a proxy', async () => {
      process.env.HTTPS_PROXY = 'not a proxy';
      const probe = new IssuerProbe();

      expect(await probe.fetchJson('https://idp.example.com/x')).toEqual({
        code: expect.stringContaining(
          'HTTPS_PROXY is not the address of a proxy',
        ),
      });
      await probe.close();
    });
  });

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
