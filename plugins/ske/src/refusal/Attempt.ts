import type { AccessVerb } from '@kratix-portal/plugin-ske-common';
import type { Words } from '../words';

/** What a user or a page tried to do. */
export interface Attempt {
  verb: AccessVerb;
  /** Such as `demo.example.com/v1`. */
  apiVersion: string;
  kind: string;
  /** The name of the kind in URLs and roles, such as `buckets`, if it is known. */
  plural?: string;
  namespace?: string;
  /** Absent for all objects of the kind. */
  name?: string;
  /** Whether the kind has no namespaces. */
  isClusterScoped?: boolean;
}

/** Writes the objects of an attempt: `Bucket photos in the namespace default`. */
export function describeObjects(t: Words, attempt: Attempt): string {
  const { kind, name, namespace, verb, isClusterScoped } = attempt;
  if (name !== undefined) {
    return namespace === undefined
      ? t('refusal.what.object', { kind, name })
      : t('refusal.what.objectIn', { kind, name, namespace });
  }
  if (namespace !== undefined) {
    return t('refusal.what.kindIn', { kind, namespace });
  }
  return isClusterScoped || verb === 'create'
    ? t('refusal.what.kind', { kind })
    : t('refusal.what.kindEverywhere', { kind });
}

/** Writes an attempt: `read Bucket photos in the namespace default`. */
export function describeAttempt(t: Words, attempt: Attempt): string {
  return t(`refusal.verb.${attempt.verb}`, {
    what: describeObjects(t, attempt),
  });
}

/** The command with which an administrator checks the right. */
export function canICommand(
  attempt: Attempt,
  user: { username: string; groups: readonly string[] } | undefined,
): string {
  const { verb, apiVersion, kind, plural, namespace, name } = attempt;
  const group = apiVersion.includes('/') ? apiVersion.split('/')[0] : undefined;
  const resource = plural ?? kind.toLowerCase();
  return [
    'kubectl auth can-i',
    verb,
    [resource, ...(group ? [group] : [])].join('.') + (name ? `/${name}` : ''),
    ...(namespace === undefined
      ? ['--all-namespaces']
      : ['--namespace', quote(namespace)]),
    ...(user ? ['--as', quote(user.username)] : []),
    ...(user?.groups ?? []).flatMap(each => ['--as-group', quote(each)]),
  ].join(' ');
}

function quote(text: string): string {
  return /^[\w@.:/-]+$/.test(text) ? text : `'${text.replace(/'/g, `'\\''`)}'`;
}
