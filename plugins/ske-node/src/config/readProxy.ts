import { Config } from '@backstage/config';
import { ConfigProblems } from './ConfigProblems';
import { isExcludedFromProxy } from './noProxy';
import type { ProxyConfig } from './PlatformConfig';

/** The value of `proxyUrl` for a direct connection. */
const NO_PROXY_AT_ALL = 'none';

type Environment = Record<string, string | undefined>;

/**
 * Reads the proxy for connections to a cluster: the key `proxyUrl` of the cluster, otherwise the environment.
 *
 * @param url - the address of the API server
 */
export function readProxy(
  cluster: Config,
  options: { clusterPath: string; url: string; problems: ConfigProblems },
): ProxyConfig | undefined {
  const { clusterPath, url, problems } = options;
  const source = `${clusterPath}.proxyUrl`;
  const text = problems.read(() => cluster.getOptionalString('proxyUrl'));
  return text === undefined
    ? environmentProxy(url, problems)
    : explicitProxy(text, source, problems);
}

/** Reads `proxy-url` of a kubeconfig's cluster, otherwise the environment. */
export function kubeconfigProxy(
  cluster: { server: string; proxyUrl?: string },
  referredBy: string,
  problems: ConfigProblems,
): ProxyConfig | undefined {
  return cluster.proxyUrl
    ? checkedProxy(cluster.proxyUrl, `${referredBy} proxy-url`, problems)
    : environmentProxy(cluster.server, problems);
}

/** Reads a proxy from a configuration key. NO_PROXY does not apply to this proxy, as with `proxy-url` in kubectl. */
function explicitProxy(
  text: string,
  source: string,
  problems: ConfigProblems,
): ProxyConfig | undefined {
  return text === NO_PROXY_AT_ALL
    ? undefined
    : checkedProxy(text, source, problems);
}

/**
 * The proxy of HTTPS_PROXY, or of HTTP_PROXY for a cluster with http, unless NO_PROXY excludes the address. As in kubectl, a variable in upper case has
 * precedence over the same variable in lower case, and connections to this machine use no proxy.
 */
export function environmentProxy(
  url: string,
  problems: ConfigProblems,
  environment: Environment = process.env,
): ProxyConfig | undefined {
  if (!URL.canParse(url)) {
    return undefined;
  }
  const { protocol, hostname, port } = new URL(url);
  const isHttps = protocol === 'https:';
  const name = isHttps ? 'HTTPS_PROXY' : 'HTTP_PROXY';
  const source = [name, name.toLowerCase()].find(each => environment[each]);
  const noProxy = environment.NO_PROXY || environment.no_proxy;
  const address = {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port || (isHttps ? '443' : '80'),
  };
  if (source === undefined || isExcludedFromProxy(address, noProxy)) {
    return undefined;
  }
  return checkedProxy(environment[source] ?? '', source, problems);
}

function checkedProxy(
  text: string,
  source: string,
  problems: ConfigProblems,
): ProxyConfig | undefined {
  // Like kubectl, `proxy.example.com:3128` is read as http.
  const url = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`;
  if (!URL.canParse(url) || new URL(url).hostname === '') {
    return problems.add(
      source,
      'is not the address of a proxy: write it as "http://host:port"',
    );
  }
  const { protocol, username, password } = new URL(url);
  if (![username, password].every(isDecodable)) {
    return problems.add(
      source,
      'has a "%" in its user name or password that is not followed by two hexadecimal digits: write "%25" for "%"',
    );
  }
  return protocol === 'http:' || protocol === 'https:'
    ? { url, source }
    : problems.add(
        source,
        `starts with "${protocol}": only proxies with http: and https: are supported`,
      );
}

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}
