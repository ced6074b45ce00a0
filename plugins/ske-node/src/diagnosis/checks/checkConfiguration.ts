import type { Check } from '../facts/Check';
import type { DiagnosisFacts } from '../facts/DiagnosisFacts';
import { failed, type Finding, passed, warning } from '../facts/Finding';
import type {
  DiagnosisSettings,
  ProviderSettings,
} from '../settings/readDiagnosisSettings';
import { HTTP_IS_LOCAL, isSecureUrl } from '../../config/isSecureUrl';

/** app-config: the keys of the cluster and of its sign-in provider. */
export const checkConfiguration: Check = {
  id: 'configuration',
  async run(facts: DiagnosisFacts): Promise<Finding> {
    const { settings } = facts;
    const { problems, platform, provider, expectationsProblem } = settings;
    if (!platform) {
      return failed('config-invalid', {
        seen: problems.join(' '),
        expected:
          'Each key of ske.kubernetes and of the cluster has a valid value.',
        remedy: [
          `Correct ${[...new Set(problems.map(keyOf))].join(', ')}, and restart the backend.`,
        ],
      });
    }
    if (expectationsProblem !== undefined) {
      return failed('expectations-unreadable', {
        seen: `What ske.diagnosis says about the API server cannot be read: ${expectationsProblem}`,
        expected:
          'ske.diagnosis.authenticationConfigFile is the path of an AuthenticationConfiguration, or ske.diagnosis.apiServer has oidcIssuerUrl and oidcClientId.',
        remedy: ['Correct the keys under ske.diagnosis, or remove them.'],
      });
    }
    if (!provider) {
      return warning('shared-identity', {
        seen: `All users act on cluster ${platform.name} as one identity of the portal.`,
        expected: 'Each user acts as themselves, with authProvider "oidc".',
        remedy: [
          'Set authProvider of the cluster to "oidc" and oidcTokenProvider to the id of the sign-in provider.',
        ],
      });
    }
    return (
      problemWithProvider(provider) ??
      problemWithFurtherProviders(settings) ??
      passed(
        `Cluster ${platform.name} at ${platform.url}; users sign in with ${provider.id} (${provider.kind})${describeStep(facts)}.`,
      )
    );
  },
};

/** The key of a problem: its first word, or the key in quotation marks in a message of Backstage. */
function keyOf(problem: string): string {
  const [, key] = /(?:for key|value at) '([^']+)'/.exec(problem) ?? [];
  return key ?? problem.split(/[\s:]/, 1)[0];
}

function describeStep({ tokenExchange, impersonation }: DiagnosisFacts) {
  if (tokenExchange) {
    return `, and ${tokenExchange.providerId} exchanges their tokens (${tokenExchange.path})`;
  }
  return impersonation
    ? `, and an account of the cluster acts for them (${impersonation.path})`
    : '';
}

/** The users of the other providers can act, so this is a warning. */
function problemWithFurtherProviders({
  provider,
  furtherProviders = [],
}: DiagnosisSettings): Finding | undefined {
  const [missing] = furtherProviders.filter(
    each => !each.isConfigured && each.id !== provider?.id,
  );
  return (
    missing &&
    warning('provider-not-configured', {
      seen: `The section ${missing.path} is missing, and furtherTokenProviders of the cluster names "${missing.id}".`,
      expected: 'Each provider of the cluster has a section in auth.providers.',
      remedy: [
        `Add ${missing.path}, or remove "${missing.id}" from furtherTokenProviders.`,
      ],
    })
  );
}

function problemWithProvider(provider: ProviderSettings): Finding | undefined {
  const { id, path, similarId, missing, metadataUrl = '' } = provider;
  if (!provider.isConfigured) {
    const similar =
      similarId === undefined
        ? ''
        : ` There is a section ${similarId}: upper and lower case differ.`;
    return failed('provider-not-configured', {
      seen: `The section ${path} is missing.${similar}`,
      expected: `The cluster's oidcTokenProvider is "${id}", so auth.providers has a section with exactly this id, and in it the environment of auth.environment.`,
      remedy: [
        similarId === undefined
          ? `Add ${path} with clientId, clientSecret, metadataUrl and signIn.resolvers, or correct oidcTokenProvider or auth.environment.`
          : `Write the id the same way in both places: set oidcTokenProvider to "${similarId}", or rename the section to "${id}".`,
      ],
    });
  }
  if (missing.length > 0) {
    return failed('provider-incomplete', {
      seen: `${missing.map(key => `${path}.${key}`).join(', ')}: missing, empty or not a text.`,
      expected: 'clientId, clientSecret and metadataUrl have values.',
      remedy: [
        'Set them, and write a value of digits in quotation marks. If a value is an environment variable, such as ${AUTH_OIDC_CLIENT_SECRET}, set it for the process of the backend.',
      ],
    });
  }
  return isSecureUrl(metadataUrl)
    ? undefined
    : failed('provider-insecure', {
        seen: `${path}.metadataUrl is ${metadataUrl}.`,
        expected: `An https URL of the discovery document. ${HTTP_IS_LOCAL}, and the API server accepts https issuers only.`,
        remedy: [
          `Serve the provider with https, and set ${path}.metadataUrl to https://<host>/<path>/.well-known/openid-configuration.`,
        ],
      });
}
