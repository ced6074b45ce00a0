import type { JsonObject } from '@backstage/types';
import {
  containsSecret,
  holdsSecret,
  LAST_APPLIED,
  type ResourceRef,
} from '@kratix-portal/plugin-ske-common';
import { isObject, listChangedFields, metadataOf } from '../../manifests';
import type { ResourceLocation } from '../../platform/calls/ApiPath';

// A longer command is not useful to copy.
const MAX_JSON_LENGTH = 4_000;

// Characters that are invisible or change how the command looks (S41). JSON can write them as escapes.
const INVISIBLE =
  /[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** A write or read of an object that kubectl can do too. */
export type KubectlOperation =
  | { verb: 'create'; object: JsonObject }
  | {
      verb: 'patch';
      patch: JsonObject;
      /** The object before the patch. Its names say whether a value in the patch is a secret. */
      live: JsonObject;
    }
  | { verb: 'get' };

/**
 * Builds the kubectl command that does the same as the write, for a POSIX shell.
 *
 * Pages and logs show the command. If the content looks like a secret, the command contains a file name or opens an editor, and does not contain the content.
 */
export function kubectlCommand(options: {
  ref: ResourceRef;
  location: ResourceLocation;
  operation: KubectlOperation;
  fieldManager: string;
}): string {
  const { ref, location, operation, fieldManager } = options;
  const { group, version, plural } = location;
  // Names the API version of the manifest, because kubectl would otherwise use the version that the cluster prefers.
  const resource = group === '' ? plural : `${plural}.${version}.${group}`;
  const namespace = ref.namespace ? ` --namespace ${quote(ref.namespace)}` : '';
  const object = `${quote(resource)} ${quote(ref.name)}${namespace}`;
  const manager = `--field-manager ${quote(fieldManager)}`;
  switch (operation.verb) {
    case 'create': {
      const json = toJson(operation.object);
      return json === undefined
        ? `kubectl create ${manager} --filename manifest.yaml`
        : `printf '%s' ${quote(json)} | kubectl create ${manager} --filename -`;
    }
    case 'patch': {
      const { live, patch } = operation;
      const json = toJson(patch, live);
      return json === undefined
        ? `kubectl edit ${object} ${manager}`
        : `kubectl patch ${object} ${manager} --type merge --patch ${quote(json)}`;
    }
    default:
      return `kubectl get ${object} --output yaml`;
  }
}

function toJson(object: JsonObject, live: JsonObject = {}): string | undefined {
  const json = JSON.stringify(object).replace(
    INVISIBLE,
    character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return json.length > MAX_JSON_LENGTH || hasSecret(object, live)
    ? undefined
    : json;
}

function hasSecret(object: JsonObject, live: JsonObject): boolean {
  const { annotations } = metadataOf(object);
  return (
    holdsSecret(object) ||
    // A copy of the object may have secrets that the object itself no longer has.
    (isObject(annotations) && Object.hasOwn(annotations, LAST_APPLIED)) ||
    listChangedFields(live, object).some(
      field => field.after !== undefined && containsSecret(field.after, field),
    )
  );
}

/** Quotes a text as one word of a POSIX shell: https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_02_02 */
export function quote(text: string): string {
  return /^[A-Za-z0-9_./:@=-]+$/.test(text)
    ? text
    : `'${text.replaceAll("'", `'\\''`)}'`;
}
