import type { JsonValue } from '@backstage/types';

/*
 * Recognises values that should not appear on a page, in a task's log or in a shell history. These functions guess by the name and the form of a value. In doubt they
 * hide the value: a user can look up a hidden value in the object, but a secret that was shown cannot be hidden again.
 */
const SECRET_NAME =
  /pass(?:word|wd|phrase|code)|^pass$|pwd|secret|token|credential|(?:private|api|access|signing|encryption|account|shared|ssh)[-_. ]?key|connection[-_. ]?string|dsn|authorization|cookie|kubeconfig/i;

const SECRET_TEXT = [
  /-----BEGIN /,
  // Matches a URL with a user and a password.
  /:\/\/[^/\s:]*:[^/\s]*@/,
  /\b(?:bearer|basic) +[\w+/=.-]{8,}/i,
  // Matches tokens with a known form: JWTs, tokens of GitHub, GitLab and Slack, key ids of AWS.
  /\beyJ[\w-]{8,}/,
  /\b(?:gh[oprsu]_|github_pat_|glpat-|xox[abp]-|AKIA)[\w-]{8,}/,
  // A text of this length without a space is rarely a word.
  /^[A-Za-z0-9+/_=-]{32,}$/,
];

/**
 * Whether the name of a field says that its value is a secret.
 *
 * @public
 */
export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name);
}

/**
 * Whether a text has the form of a secret.
 *
 * @public
 */
export function isSecretText(text: string): boolean {
  return SECRET_TEXT.some(pattern => pattern.test(text));
}

/**
 * Whether anything in a value looks like a secret, by its name or by its form.
 *
 * @public
 */
export function holdsSecret(value: JsonValue | undefined): boolean {
  if (typeof value === 'string') {
    return isSecretText(value);
  }
  if (Array.isArray(value)) {
    return value.some(holdsSecret);
  }
  if (typeof value !== 'object' || value === null) {
    return false;
  }
  const { name, key } = value;
  const isNamedSecret = [name, key].some(
    label => typeof label === 'string' && isSecretName(label),
  );
  return (
    // For example in the environment of a container: { name: DB_PASSWORD, value: … }
    (isNamedSecret && Object.hasOwn(value, 'value')) ||
    Object.entries(value).some(
      ([field, content]) =>
        (isSecretName(field) && content !== null) || holdsSecret(content),
    )
  );
}
