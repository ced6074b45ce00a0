import { readFileSync } from 'node:fs';
import type { Config } from '@backstage/config';
import type { ConfigProblems } from './ConfigProblems';
import type { ClusterEntry } from './findCluster';
import type { ImpersonationConfig, ServiceCredentials } from './PlatformConfig';
import { readProviderClient } from './readProviderClient';
import { rejectUnknownKeys } from './rejectUnknownKeys';
import { RereadFile } from './RereadFile';
import { describeUnreadableFile } from './describeUnreadableFile';
import { NOT_A_TOKEN, TOKEN } from './tokenText';

const SECTION = 'impersonation';
const KEYS = [
  'serviceAccountToken',
  'serviceAccountTokenFile',
  'audience',
  'usernameClaim',
  'usernamePrefix',
  'groupsClaim',
  'groupsPrefix',
];
// The visible ASCII characters without quotation marks. Quotation marks in a configured token are a mistake.

/** Reads `impersonation` of a cluster. Without this section the API server gets the token of each user. */
export function readImpersonation(options: {
  config: Config;
  entry: ClusterEntry;
  oidcTokenProvider: string;
  problems: ConfigProblems;
}): ImpersonationConfig | undefined {
  const { config, entry, oidcTokenProvider, problems } = options;
  const section = problems.read(() => entry.config.getOptionalConfig(SECTION));
  if (!section) {
    return undefined;
  }
  const path = `${entry.path}.${SECTION}`;
  const known = problems.count;
  rejectUnknownKeys(section, { path, known: KEYS, problems });
  const text = (key: string) =>
    problems.read(() => section.getOptionalString(key));
  const usernamePrefix = readPrefix(text, 'usernamePrefix', path, problems);
  const groupsPrefix = readPrefix(text, 'groupsPrefix', path, problems);
  const groupsClaim = text('groupsClaim');
  const audience =
    text('audience') ??
    problems.add(
      `${path}.audience`,
      'is missing: set it to the aud of the tokens that users sign in with. Tokens for other services must not be accepted here',
    );
  if (groupsPrefix !== undefined && groupsClaim === undefined) {
    problems.add(
      `${path}.groupsPrefix`,
      'is set, and groupsClaim is not: set both, or neither',
    );
  }
  const account = readAccount(text, path, problems);
  const provider = readProviderClient({
    config,
    id: oidcTokenProvider,
    neededBy: path,
    problems,
  });
  if (problems.count > known || !account || !provider || !audience) {
    return undefined;
  }
  return {
    path,
    providerId: oidcTokenProvider,
    metadataUrl: provider.metadataUrl,
    audience,
    usernameClaim: text('usernameClaim') ?? 'sub',
    ...(usernamePrefix !== undefined && { usernamePrefix }),
    ...(groupsClaim !== undefined && { groupsClaim }),
    groupsPrefix: groupsPrefix ?? '',
    account,
  };
}

/** `-` means no prefix, as in the flags of kube-apiserver. */
function readPrefix(
  text: (key: string) => string | undefined,
  key: string,
  path: string,
  problems: ConfigProblems,
): string | undefined {
  const prefix = text(key);
  if (prefix?.toLowerCase().startsWith('system:')) {
    return problems.add(
      `${path}.${key}`,
      `is "${prefix}": names that start with system: belong to Kubernetes, so choose another prefix, such as "oidc:"`,
    );
  }
  if (prefix !== undefined && !/^[\x21-\x7e]+$/.test(prefix)) {
    return problems.add(
      `${path}.${key}`,
      'has characters that are not visible ASCII characters: choose another prefix, such as "oidc:"',
    );
  }
  return prefix === '-' ? '' : prefix;
}

function readAccount(
  text: (key: string) => string | undefined,
  path: string,
  problems: ConfigProblems,
): ServiceCredentials | undefined {
  const known = problems.count;
  const token = text('serviceAccountToken')?.trim();
  const file = text('serviceAccountTokenFile');
  if ((token === undefined) === (file === undefined)) {
    return problems.count > known
      ? undefined
      : problems.add(
          `${path}.serviceAccountToken`,
          token === undefined
            ? 'is missing, and so is serviceAccountTokenFile: set one of the two to the token of the account that may impersonate'
            : 'and serviceAccountTokenFile are both set: keep one of the two',
        );
  }
  if (file !== undefined) {
    return accountOfFile(file, path, problems);
  }
  if (token === undefined || !TOKEN.test(token)) {
    return problems.add(`${path}.serviceAccountToken`, NOT_A_TOKEN);
  }
  return { authorization: async () => `Bearer ${token}` };
}

function accountOfFile(
  file: string,
  path: string,
  problems: ConfigProblems,
): ServiceCredentials | undefined {
  const key = `${path}.serviceAccountTokenFile`;
  try {
    if (!TOKEN.test(readFileSync(file, 'utf8').trim())) {
      return problems.add(key, `holds no token: check "${file}"`);
    }
  } catch (error) {
    return problems.add(key, describeUnreadableFile(file, error));
  }
  const content = new RereadFile(file);
  return {
    authorization: async () => `Bearer ${content.read().trim()}`,
    renew: () => {
      content.invalidate();
      return true;
    },
  };
}
