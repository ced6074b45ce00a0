import { type Config, ConfigReader } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import {
  findProviderPreset,
  type ProviderPreset,
  providerPresets,
} from '@kratix-portal/plugin-ske-common';
import { isObject } from '../json/isObject';

/** The keys of a section that Backstage's provider does not have. Two more such keys are not in this list: `profile` and `dangerouslyAcceptMissingEmailVerified`. */
export const PRESET_KEYS = [
  'preset',
  'audience',
  'tokenKind',
  'usernameClaim',
  'groupsClaim',
  'endSessionEndpoint',
  'logoutRedirectParameter',
];

/**
 * Returns the sections of a provider with the values of their `preset` and `audience`. A key of a section takes precedence over the same key of its preset;
 * `startUrlSearchParams` are merged by their names. A section without `preset` stays as it is.
 *
 * @throws InputError that names the key at fault
 */
export function applyPresets(providerId: string, config: Config): Config {
  const path = `auth.providers.${providerId}`;
  const sections = config.keys().map(environment => {
    const value = config.getOptional(environment);
    return [
      environment,
      isObject(value) ? applyPreset(value, `${path}.${environment}`) : value,
    ];
  });
  return new ConfigReader(
    Object.fromEntries(sections),
    'app-config',
    undefined,
    path,
  );
}

function applyPreset(section: JsonObject, path: string): JsonObject {
  const { preset: name } = section;
  const preset = findProviderPreset(name);
  if (name !== undefined && name !== null && !preset) {
    throw new InputError(
      `${path}.preset must be one of ${Object.keys(providerPresets).join(', ')}`,
    );
  }
  checkTexts(section, path);
  const merged = preset
    ? { ...defaultsOf(preset), ...present(section) }
    : section;
  return withAudience(
    {
      ...merged,
      ...(preset?.startUrlSearchParams && {
        startUrlSearchParams: {
          ...preset.startUrlSearchParams,
          ...objectOf(section.startUrlSearchParams),
        },
      }),
    },
    preset ?? providerPresets.oidc,
    path,
  );
}

function defaultsOf(preset: ProviderPreset): JsonObject {
  const { additionalScopes, prompt, tokenKind, profile } = preset;
  const { usernameClaim, groupsClaim, logoutRedirectParameter } = preset;
  return {
    additionalScopes: [...additionalScopes],
    tokenKind,
    profile,
    usernameClaim,
    logoutRedirectParameter,
    ...(prompt !== undefined && { prompt }),
    ...(groupsClaim !== undefined && { groupsClaim }),
  };
}

/** A later configuration file removes a key by setting it to null, which restores the value of the preset. */
function present(section: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(section).filter(([, value]) => value !== null),
  );
}

function withAudience(
  section: JsonObject,
  { audience: request }: ProviderPreset,
  path: string,
): JsonObject {
  const { audience } = section;
  if (typeof audience !== 'string') {
    return section;
  }
  switch (request.by) {
    case 'parameter':
      return {
        ...section,
        startUrlSearchParams: {
          [request.parameter]: audience,
          ...objectOf(section.startUrlSearchParams),
        },
      };
    case 'scope':
      return {
        ...section,
        additionalScopes: [
          ...scopesOf(section.additionalScopes),
          `${request.prefix}${audience}${request.suffix}`,
        ],
      };
    default:
      throw new InputError(
        `${path}.audience has no effect with preset '${section.preset}', because a sign-in cannot request an audience there. ${request.remedy}, and remove the key`,
      );
  }
}

/** Keys whose value is a text. */
const TEXTS = [
  'audience',
  'usernameClaim',
  'groupsClaim',
  'logoutRedirectParameter',
];

function checkTexts(section: JsonObject, path: string): void {
  for (const key of TEXTS) {
    const value = section[key];
    if (
      value !== undefined &&
      value !== null &&
      (typeof value !== 'string' || value === '')
    ) {
      throw new InputError(
        `${path}.${key} must be a text that is not empty. If its value is \${NAME}, set that environment variable`,
      );
    }
  }
}

function scopesOf(value: unknown): string[] {
  if (typeof value === 'string') {
    return value.split(/[\s,|]+/).filter(Boolean);
  }
  return Array.isArray(value) ? value.map(String) : [];
}

function objectOf(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}
