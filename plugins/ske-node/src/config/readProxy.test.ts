import { ConfigReader } from '@backstage/config';
import { ConfigProblems } from './ConfigProblems';
import { environmentProxy, readProxy } from './readProxy';

const url = 'https://kube.example.com:6443';

describe('environmentProxy', () => {
  function read(environment: Record<string, string>, target = url) {
    return environmentProxy(target, new ConfigProblems(), environment);
  }

  it.each([
    [{ HTTPS_PROXY: 'http://p:1' }, 'http://p:1', 'HTTPS_PROXY'],
    [{ https_proxy: 'http://p:1' }, 'http://p:1', 'https_proxy'],
    [
      { HTTPS_PROXY: 'http://upper:1', https_proxy: 'http://lower:1' },
      'http://upper:1',
      'HTTPS_PROXY',
    ],
    [
      { HTTPS_PROXY: 'p.example.com:3128' },
      'http://p.example.com:3128',
      'HTTPS_PROXY',
    ],
    [{ HTTPS_PROXY: 'https://p:1' }, 'https://p:1', 'HTTPS_PROXY'],
  ])('with %j uses the proxy %s', (environment, expected, source) => {
    expect(read(environment)).toEqual({ url: expected, source });
  });

  it.each([
    [{}, url],
    [{ HTTPS_PROXY: '' }, url],
    [{ HTTP_PROXY: 'http://p:1' }, url],
    [{ HTTPS_PROXY: 'http://p:1', NO_PROXY: '.example.com' }, url],
    [{ HTTPS_PROXY: 'http://p:1', no_proxy: 'example.com:6443' }, url],
    [{ HTTPS_PROXY: 'http://p:1' }, 'https://127.0.0.1:6443'],
    [{ HTTPS_PROXY: 'http://p:1', NO_PROXY: 'fd00::/8' }, 'https://[fd00::1]'],
    [{ HTTP_PROXY: 'http://p:1' }, 'http://localhost:8080'],
  ])('with %j uses no proxy for %s', (environment, target) => {
    expect(read(environment, target)).toBeUndefined();
  });

  it.each([
    ['socks5://p:1', 'starts with "socks5:"'],
    ['http://u:p%ss@p:1', 'has a "%" in its user name or password'],
    ['u%zz:p@p:1', 'has a "%" in its user name or password'],
    ['http://', 'is not the address of a proxy'],
  ])('names the variable with the value %s', (value, problem) => {
    const problems = new ConfigProblems();
    environmentProxy(url, problems, { https_proxy: value });
    expect(() => problems.throwIfAny()).toThrow(`https_proxy ${problem}`);
  });
});

describe('readProxy', () => {
  afterEach(() => {
    delete process.env.HTTPS_PROXY;
  });

  function read(cluster: object) {
    const problems = new ConfigProblems();
    const proxy = readProxy(new ConfigReader({ ...cluster }), {
      clusterPath: 'clusters[0]',
      url,
      problems,
    });
    problems.throwIfAny();
    return proxy;
  }

  it('prefers the key of the cluster to the environment', () => {
    process.env.HTTPS_PROXY = 'http://environment:1';
    expect(read({})?.url).toBe('http://environment:1');
    expect(read({ proxyUrl: 'http://own:1' })).toEqual({
      url: 'http://own:1',
      source: 'clusters[0].proxyUrl',
    });
    expect(read({ proxyUrl: 'none' })).toBeUndefined();
  });

  it('names the configuration key of a proxy that is not supported', () => {
    expect(() => read({ proxyUrl: 'socks5://p:1' })).toThrow(
      /clusters\[0\]\.proxyUrl starts with "socks5:"/,
    );
  });
});
