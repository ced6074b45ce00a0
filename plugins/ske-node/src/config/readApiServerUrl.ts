import { Config } from '@backstage/config';
import { ConfigProblems } from './ConfigProblems';

/** Reads and checks a cluster's `url` (S24). */
export function readApiServerUrl(
  cluster: Config,
  clusterPath: string,
  problems: ConfigProblems,
): string | undefined {
  const path = `${clusterPath}.url`;
  const known = problems.count;
  const text = problems.read(() => cluster.getOptionalString('url'));
  if (text === undefined) {
    return problems.count > known
      ? undefined
      : problems.add(
          path,
          'is missing: set it to the address of the API server, such as "https://kubernetes.example.com:6443"',
        );
  }
  const problem = problemWithUrl(text);
  return problem ? problems.add(path, problem) : text.replace(/\/+$/, '');
}

/** Describes the problem with the address of an API server; undefined when there is none. */
export function problemWithUrl(text: string): string | undefined {
  if (!URL.canParse(text)) {
    return 'is not a URL: write it as "https://host:port"';
  }
  const url = new URL(text);
  if (url.username || url.password) {
    return 'holds a user name or a password: remove it, because it would be sent together with the users’ tokens';
  }
  if (url.search || url.hash) {
    return 'has a query or a fragment: only host, port and path are used';
  }
  if (url.protocol === 'https:') {
    return undefined;
  }
  if (url.protocol === 'http:') {
    return isLoopback(url.hostname)
      ? undefined
      : 'starts with "http:", so the users’ tokens would be sent unencrypted: use "https:" (http is allowed for localhost only)';
  }
  return `starts with "${url.protocol}": use "https:"`;
}

function isLoopback(hostname: string): boolean {
  return (
    hostname === 'localhost' ||
    hostname === '[::1]' ||
    /^127\.\d+\.\d+\.\d+$/.test(hostname)
  );
}
