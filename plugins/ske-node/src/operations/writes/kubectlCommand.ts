import type { JsonObject } from '@backstage/types';
import type { ResourceRef } from '@kratix-portal/plugin-ske-common';
import { holdsSecret } from '../../manifests';
import type { ResourceLocation } from '../../platform/calls/ApiPath';

// A command that is longer is not one to copy.
const MAX_JSON_LENGTH = 4_000;

// JSON can spell these out, and must: they are not seen, or make the command look like another one (S41).
const INVISIBLE =
  /[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** What was done to an object, in the terms of kubectl. */
export type KubectlOperation =
  | { verb: 'create'; object: JsonObject }
  | { verb: 'patch'; patch: JsonObject }
  | { verb: 'get' };

/**
 * The command with which a person does the same, or for `get` sees the object. It is for a POSIX shell, and can be copied as it is.
 *
 * Its text is shown and logged, so what looks like a secret is not in it: then the command names a file, or opens an editor, in its place.
 */
export function kubectlCommand(options: {
  ref: ResourceRef;
  location: ResourceLocation;
  operation: KubectlOperation;
  fieldManager: string;
}): string {
  const { ref, location, operation, fieldManager } = options;
  const { group, version, plural } = location;
  // With the version, so that it is the one that the manifest has, and not the one that the cluster prefers.
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
      const json = toJson(operation.patch);
      return json === undefined
        ? `kubectl edit ${object} ${manager}`
        : `kubectl patch ${object} ${manager} --type merge --patch ${quote(json)}`;
    }
    default:
      return `kubectl get ${object} --output yaml`;
  }
}

function toJson(object: JsonObject): string | undefined {
  const json = JSON.stringify(object).replace(
    INVISIBLE,
    character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return json.length > MAX_JSON_LENGTH || holdsSecret(object)
    ? undefined
    : json;
}

/** One word of a POSIX shell, whatever is in it: https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_02_02 */
export function quote(text: string): string {
  return /^[A-Za-z0-9_./:@=-]+$/.test(text)
    ? text
    : `'${text.replaceAll("'", `'\\''`)}'`;
}
