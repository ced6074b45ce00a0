import { isObject } from '../platform/isObject';
import type { Status } from '../platform/kubernetesObject';

/** A status for an entity, and the paths that were left out. */
export interface StatusAnnotation {
  /** JSON in the format of SKE's own entities. */
  json: string;
  /** The sorted paths of values that look secret or would make the text too large. */
  omitted: string[];
}

/** The longest text. It is long enough for the values that users read, and short enough for 10,000 entities in one response of the catalog. */
const MAX_LENGTH = 4_096;
const MAX_DEPTH = 16;

/** Conditions of Kratix itself and of SKE's portal sync. SKE leaves them out too (Portal Controller v0.3.0); pages read them live. */
const MACHINE_CONDITIONS = new Set([
  'Available',
  'BackstagePortalSynced',
  'ConfigureWorkflowCompleted',
  'DeleteWorkflowCompleted',
  'PortalBindingReady',
  'PromiseAvailable',
  'Reconciled',
  'RequirementsFulfilled',
  'WorksSucceeded',
]);

const SECRET_KEY =
  /pass(?:word|wd|phrase)|secret|token|credential|(?:private|access|api|signing|encryption)[-_]?key|connection[-_]?string|^dsn$|^auth$|authorization|kubeconfig/i;
/** Keys whose values only refer to a secret: `secretName`, `credentialsRef`, `tokenUrl`. */
const REFERENCE_KEY =
  /(?:name|names|namespace|ref|reference|url|uri|endpoint|path|file|type|kind|id|version|expiry|seconds|status|ready|count)$/i;
/** `https://user:password@host`, private keys, and JSON Web Tokens. */
const SECRET_TEXT =
  /:\/\/[^/\s:@]*:[^/\s@]+@|-----BEGIN [A-Z ]*PRIVATE KEY-----|\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\./;

/** If a status is too large, these keys are removed after all other keys, and the first of them is removed last. */
const IMPORTANT = ['message', 'status', 'promiseVersion', 'observedGeneration'];

/**
 * Reduces the status of an object to the part that every user of the catalog may read.
 *
 * First it removes data of Kratix itself, which changes all the time, then all values that look like a secret, and then the largest top-level keys until the text
 * is short enough.
 */
export function statusAnnotation(status: Status): StatusAnnotation | undefined {
  const omitted: string[] = [];
  const kept = withoutSecrets(withoutBookkeeping(status), [], omitted);
  if (!isObject(kept) || Object.keys(kept).length === 0) {
    return omitted.length > 0 ? { json: '{}', omitted } : undefined;
  }
  return { json: shorten(kept, omitted), omitted: omitted.sort() };
}

/** Removes Kratix's conditions and its record of the pipelines, which Kratix rewrites at every step. */
function withoutBookkeeping(status: Status): Status {
  const { conditions, kratix, ...others } = status;
  const kept = Array.isArray(conditions)
    ? conditions.filter(
        (each: unknown) =>
          !isObject(each) || !MACHINE_CONDITIONS.has(`${each.type}`),
      )
    : [];
  const { workflows: _, ...ofKratix } = isObject(kratix) ? kratix : {};
  return {
    ...others,
    ...(kept.length > 0 && { conditions: kept }),
    ...(Object.keys(ofKratix).length > 0 && { kratix: ofKratix }),
  };
}

function withoutSecrets(
  value: unknown,
  path: string[],
  omitted: string[],
): unknown {
  const omit = () => {
    omitted.push(path.join('.'));
    return undefined;
  };
  if (typeof value === 'string') {
    return SECRET_TEXT.test(value) ? omit() : value;
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  if (path.length > MAX_DEPTH) {
    return omit();
  }
  if (Array.isArray(value)) {
    return value
      .map((each, index) =>
        withoutSecrets(each, [...path, `${index}`], omitted),
      )
      .filter(each => each !== undefined);
  }
  const kept = Object.entries(value).flatMap(([key, each]) => {
    const here = [...path, key];
    if (isSecretKey(key) && typeof each !== 'boolean' && each !== null) {
      omitted.push(here.join('.'));
      return [];
    }
    const inner = withoutSecrets(each, here, omitted);
    return inner === undefined ? [] : [[key, inner] as const];
  });
  return Object.fromEntries(kept);
}

function isSecretKey(key: string): boolean {
  return SECRET_KEY.test(key) && !REFERENCE_KEY.test(key);
}

function shorten(status: Status, omitted: string[]): string {
  let json = JSON.stringify(status);
  if (json.length <= MAX_LENGTH) {
    return json;
  }
  const kept = { ...status };
  const bySize = Object.entries(status)
    .map(([key, value]) => ({ key, size: JSON.stringify(value).length }))
    .sort((a, b) => rank(a.key) - rank(b.key) || b.size - a.size);
  for (const { key } of bySize) {
    delete kept[key];
    omitted.push(key);
    json = JSON.stringify(kept);
    if (json.length <= MAX_LENGTH) {
      break;
    }
  }
  return json;
}

function rank(key: string): number {
  return IMPORTANT.includes(key)
    ? IMPORTANT.length - IMPORTANT.indexOf(key)
    : 0;
}
