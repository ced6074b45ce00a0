import { SkeError } from '@kratix-portal/plugin-ske-common';
import type { JWTPayload } from 'jose';
import type { ImpersonationConfig } from '../../config';
import type { ImpersonatedUser } from '../identity/ImpersonatedUser';
import { readClaim } from '../identity/readClaim';

/** The limit is higher than the number of groups of any real user. Proxies in front of an API server accept headers of this size. */
const MOST_GROUPS = 500;
const MOST_BYTES = 32 * 1024;
const RESERVED = 'system:';

/**
 * Derives user name and groups from the claims of a verified token, with the rules of kube-apiserver for tokens.
 *
 * @param issuer - the verified issuer, the default prefix of user names
 * @throws SkeError, 401 `identity-rejected`
 */
export function impersonatedUser(
  claims: JWTPayload,
  issuer: string,
  config: ImpersonationConfig,
): ImpersonatedUser {
  const name = readName(claims, issuer, config);
  const groups = readGroups(claims, config);
  const bytes = [name, ...groups].reduce(
    (sum, each) => sum + Buffer.byteLength(each),
    0,
  );
  if (groups.length > MOST_GROUPS || bytes > MOST_BYTES) {
    throw refused(
      `has ${groups.length} groups, and at most ${MOST_GROUPS} with ${MOST_BYTES / 1024} kB can be sent`,
      'Let the provider put fewer groups into the token.',
    );
  }
  return { name, groups };
}

function readName(
  claims: JWTPayload,
  issuer: string,
  config: ImpersonationConfig,
): string {
  const { usernameClaim } = config;
  const value = claimOf(claims, usernameClaim);
  if (typeof value !== 'string' || value === '') {
    throw refused(
      `has no claim '${usernameClaim}' with a text`,
      `${config.path}.usernameClaim must name a claim that the token of each user has.`,
    );
  }
  // https://kubernetes.io/docs/reference/access-authn-authz/authentication/: the user is rejected only if the claim is present and not true.
  const verified = claimOf(claims, 'email_verified');
  if (
    usernameClaim === 'email' &&
    verified !== undefined &&
    verified !== true
  ) {
    throw refused(
      'has an e-mail address that is not verified',
      'Verify your e-mail address at the OIDC provider.',
    );
  }
  const prefix =
    config.usernamePrefix ?? (usernameClaim === 'email' ? '' : `${issuer}#`);
  return checkName(prefix + value, 'user name');
}

function readGroups(
  claims: JWTPayload,
  { groupsClaim, groupsPrefix, path }: ImpersonationConfig,
): string[] {
  if (groupsClaim === undefined) {
    return [];
  }
  const value = readClaim(claims, groupsClaim);
  if (value === undefined) {
    checkNoOverage(claims, groupsClaim);
    return [];
  }
  // As in kube-apiserver, the claim may be a single group as a text.
  const groups: unknown = typeof value === 'string' ? [value] : value;
  if (!Array.isArray(groups)) {
    throw notTexts(groupsClaim, path);
  }
  return groups.map(group => {
    if (typeof group !== 'string') {
      throw notTexts(groupsClaim, path);
    }
    if (group === '') {
      throw refused(
        'has a group without a name',
        'Correct the groups of the user at the OIDC provider.',
      );
    }
    return checkName(groupsPrefix + group, 'group');
  });
}

/** Rejects a token that only refers to its groups. The user would act without these groups, so a policy that excludes a group would not apply. */
function checkNoOverage(claims: JWTPayload, groupsClaim: string): void {
  const { _claim_names: names, hasgroups } = claims;
  const refers =
    typeof names === 'object' &&
    names !== null &&
    Object.hasOwn(names, groupsClaim);
  if (refers || hasgroups !== undefined) {
    throw refused(
      `refers to its groups instead of containing them in the claim '${groupsClaim}'`,
      'Let the provider put fewer groups into the token.',
    );
  }
}

/**
 * Accepts names that reach the API server unchanged. HTTP removes spaces around a value, so " system:masters" would become another group for the API
 * server, and a control character could end the header.
 */
function checkName(name: string, what: 'user name' | 'group'): string {
  const problem = problemWith(name);
  if (problem !== undefined) {
    throw refused(
      `has a ${what} that ${problem}`,
      `Rename it at the OIDC provider, or configure a prefix for this cluster.`,
    );
  }
  return name;
}

function problemWith(name: string): string | undefined {
  if (name.toLowerCase().startsWith(RESERVED)) {
    return `starts with ${RESERVED}, which belongs to Kubernetes itself`;
  }
  if (/\p{Cc}/u.test(name) || !name.isWellFormed()) {
    return 'has characters that cannot be sent';
  }
  return name === name.trim() ? undefined : 'starts or ends with a space';
}

/** An inherited property of an object never counts as a claim. */
function claimOf(claims: JWTPayload, name: string): unknown {
  return Object.hasOwn(claims, name) ? claims[name] : undefined;
}

function notTexts(groupsClaim: string, path: string): SkeError {
  return refused(
    `has a claim '${groupsClaim}' that is not a list of texts`,
    `${path}.groupsClaim must name a claim with a list of texts.`,
  );
}

function refused(what: string, hint: string): SkeError {
  return new SkeError({
    code: 'identity-rejected',
    message: `Your token ${what}, so the portal does not act for you on the platform cluster.`,
    hint,
  });
}
