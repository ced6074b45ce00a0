import { readFileSync } from 'node:fs';
import type { Config } from '@backstage/config';
import type { ApiServerExpectations } from './ApiServerExpectations';
import { parseAuthenticationConfiguration } from './parseAuthenticationConfiguration';

const PATH = 'ske.diagnosis';

/**
 * Reads what the API server accepts: from a copy of its AuthenticationConfiguration, or from the values of its flags.
 *
 * @returns undefined when the configuration does not say
 * @throws Error if the configured file or flags cannot be read
 */
export function readExpectations(
  config: Config,
): ApiServerExpectations | undefined {
  const file = config.getOptionalString(`${PATH}.authenticationConfigFile`);
  if (file !== undefined) {
    return parseAuthenticationConfiguration(readFileSync(file, 'utf8'), file);
  }
  const flags = config.getOptionalConfig(`${PATH}.apiServer`);
  if (!flags) {
    return undefined;
  }
  const url = flags.getString('oidcIssuerUrl');
  // The defaults of kube-apiserver apply: without a configured prefix, every claim except `email` gets the issuer as its prefix.
  const claim = flags.getOptionalString('oidcUsernameClaim') ?? 'sub';
  const prefix =
    flags.getOptionalString('oidcUsernamePrefix') ??
    (claim === 'email' ? '' : `${url}#`);
  const groupsClaim = flags.getOptionalString('oidcGroupsClaim');
  return {
    source: `${PATH}.apiServer`,
    issuers: [
      {
        url,
        audiences: [flags.getString('oidcClientId')],
        algorithms: flags.getOptionalStringArray('oidcSigningAlgs') ?? [
          'RS256',
        ],
        username: { claim, prefix: prefix === '-' ? '' : prefix },
        hasGroups: groupsClaim !== undefined,
        ...(groupsClaim !== undefined && {
          groups: {
            claim: groupsClaim,
            prefix: flags.getOptionalString('oidcGroupsPrefix') ?? '',
          },
        }),
      },
    ],
  };
}
