import type { LoggerService } from '@backstage/backend-plugin-api';
import type { RequestedProvider } from '../config/requestedProviders';
import type { YieldingProviders } from './YieldingProviders';

/** Logs once, after start, which module serves each provider, which providers cannot work, and where access tokens are stored. */
export function reportProviders(options: {
  requested: RequestedProvider[];
  providers: Pick<YieldingProviders, 'serves' | 'leavesAlone'>;
  environment: string;
  /** Whether our providers keep the tokens in sessions, or seal `tok`. */
  hidesTokens: boolean;
  logger: LoggerService;
}): void {
  const { requested, providers, environment, hidesTokens, logger } = options;
  if (requested.length === 0) {
    logger.info(
      'SKE sign-in: no provider is named, neither by kubernetes.clusterLocatorMethods[].clusters[].oidcTokenProvider nor ' +
        'under ske.auth.providers.',
    );
    return;
  }

  const configured = requested.filter(each => each.configured);
  const served = configured.filter(({ id }) => providers.serves(id));
  const leftAlone = configured.filter(({ id }) => providers.leavesAlone(id));

  for (const provider of requested.filter(each => !each.configured)) {
    logger.warn(describeMissing(provider, environment));
  }
  for (const provider of served) {
    if (!provider.environments.includes(environment)) {
      logger.warn(describeOtherEnvironment(provider, environment));
    }
  }
  logger.info(
    `SKE sign-in: ${describeServing(idsOf(served), idsOf(leftAlone))}`,
  );
  const exposing = hidesTokens ? leftAlone : configured;
  if (exposing.length > 0) {
    logger.warn(
      `SKE sign-in: with ${listOf(idsOf(exposing))}, the tok claim contains the access token unencrypted, and Backstage core stores it in the auth ` +
        'database (user_info) and in the secrets of scaffolder tasks: see docs/security.md.',
    );
  }
}

function describeServing(served: string[], leftAlone: string[]): string {
  const others = `Other modules serve ${listOf(leftAlone)}.`;
  if (served.length === 0) {
    return `this module serves no provider. ${others}`;
  }
  const own = `this module serves ${listOf(served)}.`;
  return leftAlone.length > 0 ? `${own} ${others}` : own;
}

function describeMissing(
  provider: RequestedProvider,
  environment: string,
): string {
  const { id } = provider;
  return (
    `${requestOf(provider)}, but auth.providers.${id} is missing: sign-in with it does not work. ` +
    `Add auth.providers.${id}.${environment} with clientId, clientSecret, metadataUrl and signIn.resolvers.`
  );
}

function describeOtherEnvironment(
  provider: RequestedProvider,
  environment: string,
): string {
  const { id, environments } = provider;
  return (
    `${requestOf(provider)}, but auth.providers.${id} has only ${listOf(environments)} and auth.environment is ` +
    `'${environment}': sign-in with it does not work. Add auth.providers.${id}.${environment}, or change auth.environment.`
  );
}

function requestOf({ id, requestedBy }: RequestedProvider): string {
  return `${requestedBy.join(' and ')} ${requestedBy.length > 1 ? 'name' : 'names'} the sign-in provider '${id}'`;
}

function idsOf(providers: RequestedProvider[]): string[] {
  return providers.map(({ id }) => id);
}

function listOf(ids: string[]): string {
  return ids.length > 0 ? ids.map(id => `'${id}'`).join(', ') : 'none';
}
