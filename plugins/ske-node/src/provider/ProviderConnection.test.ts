import { ConnectProxy } from '../platform/client/__testUtils__/ConnectProxy';
import { ProviderConnection } from './ProviderConnection';

const VARIABLES = ['HTTPS_PROXY', 'https_proxy', 'NO_PROXY', 'no_proxy'];

/** The rules are the same as for connections to a cluster: docs/reference/networks.md. */
describe('the proxy of a ProviderConnection', () => {
  const before = VARIABLES.map(name => [name, process.env[name]] as const);
  const connection = new ProviderConnection();
  let proxy: ConnectProxy;
  let other: ConnectProxy;

  beforeEach(async () => {
    VARIABLES.forEach(name => delete process.env[name]);
    proxy = await ConnectProxy.start();
    other = await ConnectProxy.start();
    proxy.refuseWith = 403;
  });
  afterEach(async () => {
    await proxy.stop();
    await other.stop();
  });
  afterAll(async () => {
    for (const [name, value] of before) {
      if (value !== undefined) {
        process.env[name] = value;
      }
    }
    await connection.close();
  });

  const request = async (url: string) => {
    await expect(connection.fetch(url)).rejects.toThrow('fetch failed');
    expect(other.requested).toEqual([]);
    return proxy.requested;
  };

  it('comes from HTTPS_PROXY, which has precedence over https_proxy', async () => {
    process.env.HTTPS_PROXY = `http://${proxy.host}`;
    process.env.https_proxy = `http://${other.host}`;
    expect(await request('https://idp.example.com/a')).toEqual([
      'idp.example.com:443',
    ]);
  });

  it.each([
    ['a range of addresses in NO_PROXY', 'https://0.0.0.0:1/a'],
    ['a loopback address', 'https://127.0.0.1:1/a'],
  ])('is not used for %s', async (_, url) => {
    process.env.HTTPS_PROXY = `http://${proxy.host}`;
    process.env.NO_PROXY = '0.0.0.0/8';
    expect(await request(url)).toEqual([]);
  });
});
