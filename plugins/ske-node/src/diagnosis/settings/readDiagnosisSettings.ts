import type { Config } from '@backstage/config';
import {
  findProviderPreset,
  type ProviderKind,
  type TokenKind,
  tokenKinds,
} from '@kratix-portal/plugin-ske-common';
import {
  type PlatformConfig,
  readSkeConfig,
  SkeConfigError,
} from '../../config';
import { isObject } from '../../manifests';
import type { ApiServerExpectations } from './ApiServerExpectations';
import { providerKind } from './providerKind';
import { readExpectations } from './readExpectations';

/** The parts of app-config that affect how a sign-in leads to an identity on the cluster. */
export interface DiagnosisSettings {
  /** Each problem starts with the path of a key. */
  problems: readonly string[];
  platform?: PlatformConfig;
  provider?: ProviderSettings;
  /** Other providers whose tokens the cluster accepts too; none by default. */
  furtherProviders?: readonly ProviderSettings[];
  /** Absent when the configuration does not say what the API server accepts. */
  expectations?: ApiServerExpectations;
  /** Why the expectations cannot be read. */
  expectationsProblem?: string;
}

export interface ProviderSettings {
  id: string;
  kind: ProviderKind;
  /** The path of the section of the provider, such as `auth.providers.keycloak.production`. */
  path: string;
  /** Whether `auth.providers.<id>` exists. */
  isConfigured: boolean;
  /** An id that differs only in upper and lower case. */
  similarId?: string;
  /** Keys that are missing or empty. */
  missing: string[];
  clientId?: string;
  metadataUrl?: string;
  /** Which token goes to the API server. */
  tokenKind: TokenKind;
  /** The claim with the groups: its name, or a path with dots to a nested one. */
  groupsClaim?: string;
}

const REQUIRED = ['clientId', 'clientSecret', 'metadataUrl'];

/** Reads the settings. It returns mistakes in the settings as a part of the result. */
export function readDiagnosisSettings(config: Config): DiagnosisSettings {
  let platform: PlatformConfig;
  try {
    platform = readSkeConfig(config).platform;
  } catch (error) {
    if (error instanceof SkeConfigError) {
      return { problems: error.problems };
    }
    throw error;
  }
  const { identity } = platform;
  return {
    problems: [],
    platform,
    ...(identity.mode === 'user' && {
      provider: readProvider(
        config,
        identity.oidcTokenProvider,
        identity.tokenKind,
      ),
      ...(identity.furtherTokenProviders && {
        furtherProviders: identity.furtherTokenProviders.map(id =>
          readProvider(config, id, identity.tokenKind),
        ),
      }),
    }),
    ...expectationsOf(config),
  };
}

function expectationsOf(config: Config) {
  try {
    const expectations = readExpectations(config);
    return expectations && { expectations };
  } catch (error) {
    return { expectationsProblem: firstLine(error) };
  }
}

function firstLine(error: unknown): string {
  return error instanceof Error ? error.message.split('\n')[0] : String(error);
}

function readProvider(
  config: Config,
  id: string,
  tokenKindOfCluster: TokenKind | undefined,
): ProviderSettings {
  const environment =
    config.getOptionalString('auth.environment') ?? 'development';
  const path = `auth.providers.${id}.${environment}`;
  const ids = config.getOptionalConfig('auth.providers')?.keys() ?? [];
  const section = isObject(config.getOptional(path))
    ? config.getConfig(path)
    : undefined;
  const text = (key: string) => {
    const value = section?.getOptional(key);
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const metadataUrl = text('metadataUrl');
  const preset = findProviderPreset(text('preset'));
  const groupsClaim = text('groupsClaim') ?? preset?.groupsClaim;
  const similarId = ids.find(
    each => each !== id && each.toLowerCase() === id.toLowerCase(),
  );
  return {
    id,
    kind: providerKind({ id, preset: text('preset'), metadataUrl }),
    path,
    isConfigured: section !== undefined,
    ...(similarId !== undefined && { similarId }),
    missing: section ? REQUIRED.filter(key => text(key) === undefined) : [],
    ...(text('clientId') !== undefined && { clientId: text('clientId') }),
    ...(metadataUrl !== undefined && { metadataUrl }),
    tokenKind:
      tokenKindOfCluster ??
      tokenKinds.find(each => each === text('tokenKind')) ??
      preset?.tokenKind ??
      'access',
    ...(groupsClaim !== undefined && { groupsClaim }),
  };
}
