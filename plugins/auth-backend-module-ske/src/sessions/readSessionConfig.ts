import type { Config } from '@backstage/config';
import {
  readAuthMode,
  readSessionKeys,
  type SessionKey,
} from '@kratix-portal/plugin-ske-node';

/** The configuration of session mode. */
export interface SessionConfig {
  /** The first key encrypts, and every key decrypts. */
  keys: SessionKey[];
  /**
   * The URL to which the OIDC provider redirects after it has ended its own session. If it is undefined, a sign-out of the portal does not end the session at the
   * provider.
   */
  logoutRedirectUrl: string | undefined;
  /** Whether Backstage's Kubernetes plugin gets the tokens of its users, as the `ske` plugin does. */
  servesKubernetesPlugin: boolean;
}

const PROVIDER_LOGOUT = 'ske.auth.session.providerLogout';

/**
 * Reads `ske.auth.session`, which the modes `session` and `auto` need.
 *
 * @returns undefined in mode `tok`
 * @throws InputError that names the key at fault and the remedy; it never contains a secret
 */
export function readSessionConfig(config: Config): SessionConfig | undefined {
  if (readAuthMode(config) === 'tok') {
    return undefined;
  }
  const keys = readSessionKeys(config, { isRequired: true });
  return {
    keys,
    logoutRedirectUrl: readLogoutRedirectUrl(config),
    servesKubernetesPlugin:
      config.getOptionalBoolean('ske.auth.session.kubernetesPlugin') ?? false,
  };
}

/**
 * A sign-out also ends the session with the provider. Without this, the next user who clicks "Sign in" on a shared machine would be signed in
 * as the previous user.
 */
function readLogoutRedirectUrl(config: Config): string | undefined {
  if (config.getOptionalBoolean(PROVIDER_LOGOUT) === false) {
    return undefined;
  }
  return (
    config.getOptionalString('ske.auth.session.logoutRedirectUrl') ??
    config.getOptionalString('app.baseUrl')
  );
}
