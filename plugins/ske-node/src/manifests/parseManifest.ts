import { JsonObject, JsonValue } from '@backstage/types';
import {
  invalidField,
  InvalidInputField,
  parseResourceRef,
  ResourceRef,
  SkeError,
} from '@kratix-portal/plugin-ske-common';
import { parseYaml } from './parseYaml';
import { isObject } from './jsonObject';

/**
 * One Kubernetes object as a user submitted it, validated, without the fields that only the cluster sets.
 *
 * @public
 */
export interface Manifest {
  /** The object that the manifest describes. */
  ref: ResourceRef;
  /** The submitted labels. Other labels of the live object are kept. */
  labels: Record<string, string>;
  /** The submitted annotations. Other annotations of the live object are kept. */
  annotations: Record<string, string>;
  /** The write happens only if the live object has this uid and resourceVersion. */
  preconditions: { uid?: string; resourceVersion?: string };
  /** The state of the object from which the manifest was made, according to the manifest. This part is never sent to the cluster. */
  madeFrom: { generation?: number; managedFields?: JsonValue };
  /** Every top-level key except apiVersion, kind, metadata and status. */
  content: JsonObject;
  /** Messages for the user about fields that were left out. */
  notices: string[];
}

// The API server sets these fields. A manifest that was read from a cluster contains them, so the parser removes them and does not reject the manifest.
const SERVER_METADATA = [
  'managedFields',
  'generation',
  'creationTimestamp',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  'selfLink',
];
// These fields affect other objects, or block the deletion of this object.
const REJECTED_METADATA: Record<string, string> = {
  generateName: 'is not supported: give the object a name',
  ownerReferences:
    'may not be set here, because it controls what deletes the object',
  finalizers:
    'may not be set here, because it controls when the object can be deleted',
};

const NOT_A_STRING = 'must be a string; put it in quotes';

/**
 * Parses the manifest of one object by the rules S30 to S33.
 *
 * @throws SkeError `invalid-input` that names each field at fault
 * @public
 */
export function parseManifest(text: string): Manifest {
  const object = parseYaml(text);
  rejectList(object);
  const fields: InvalidInputField[] = [];
  const notices: string[] = [];
  const metadata = readMetadata(object, fields);
  checkMetadataKeys(metadata, fields, notices);
  const ref = {
    apiVersion: readRequired(object, 'apiVersion', 'apiVersion', fields),
    kind: readRequired(object, 'kind', 'kind', fields),
    name: readRequired(metadata, 'name', 'metadata.name', fields),
    namespace: readOptional(
      metadata,
      'namespace',
      'metadata.namespace',
      fields,
    ),
  };
  const labels = readStringMap(metadata, 'labels', fields);
  const annotations = readStringMap(metadata, 'annotations', fields);
  const preconditions = {
    uid: readOptional(metadata, 'uid', 'metadata.uid', fields),
    resourceVersion: readOptional(
      metadata,
      'resourceVersion',
      'metadata.resourceVersion',
      fields,
    ),
  };
  if (fields.length > 0) {
    throw SkeError.invalidInput(fields);
  }
  return {
    ref: parseResourceRef(ref, {
      name: 'metadata.name',
      namespace: 'metadata.namespace',
    }),
    labels,
    annotations,
    preconditions,
    madeFrom: readMadeFrom(metadata),
    content: readContent(object, notices),
    notices,
  };
}

function rejectList(object: JsonObject): void {
  const { kind } = object;
  const isList =
    typeof kind === 'string' &&
    kind.endsWith('List') &&
    (kind === 'List' || Array.isArray(object.items));
  if (isList) {
    throw SkeError.invalidInput([
      invalidField(
        'kind',
        `is ${kind}; exactly one object is expected, and nothing was applied`,
      ),
    ]);
  }
}

function readMetadata(
  object: JsonObject,
  fields: InvalidInputField[],
): JsonObject {
  const { metadata } = object;
  if (isObject(metadata)) {
    return metadata;
  }
  if (metadata !== undefined && metadata !== null) {
    fields.push(invalidField('metadata', 'must be a mapping'));
  }
  return {};
}

function checkMetadataKeys(
  metadata: JsonObject,
  fields: InvalidInputField[],
  notices: string[],
): void {
  const known = [
    'name',
    'namespace',
    'labels',
    'annotations',
    'uid',
    'resourceVersion',
  ];
  for (const key of Object.keys(metadata)) {
    if (Object.hasOwn(REJECTED_METADATA, key)) {
      fields.push(invalidField(`metadata.${key}`, REJECTED_METADATA[key]));
    } else if (SERVER_METADATA.includes(key)) {
      notices.push(`metadata.${key} was left out: the cluster sets it.`);
    } else if (!known.includes(key)) {
      fields.push(
        invalidField(`metadata.${key}`, 'is not a field of metadata'),
      );
    }
  }
}

function readRequired(
  object: JsonObject,
  key: string,
  field: string,
  fields: InvalidInputField[],
): string {
  const value = object[key];
  if (typeof value === 'string' && value !== '') {
    return value;
  }
  fields.push(
    invalidField(
      field,
      value === undefined || value === null || value === ''
        ? 'is missing'
        : NOT_A_STRING,
    ),
  );
  return '';
}

function readOptional(
  object: JsonObject,
  key: string,
  field: string,
  fields: InvalidInputField[],
): string | undefined {
  const value = object[key];
  if (value === undefined || value === null) {
    return undefined;
  }
  if (typeof value === 'string' && value !== '') {
    return value;
  }
  fields.push(
    invalidField(
      field,
      value === '' ? 'is empty; remove it or fill it in' : NOT_A_STRING,
    ),
  );
  return undefined;
}

function readMadeFrom({
  generation,
  managedFields,
}: JsonObject): Manifest['madeFrom'] {
  return {
    ...(typeof generation === 'number' && { generation }),
    ...(Array.isArray(managedFields) && { managedFields }),
  };
}

function readStringMap(
  metadata: JsonObject,
  key: 'labels' | 'annotations',
  fields: InvalidInputField[],
): Record<string, string> {
  const map = metadata[key];
  if (map === undefined || map === null) {
    return {};
  }
  if (!isObject(map)) {
    fields.push(invalidField(`metadata.${key}`, 'must be a mapping'));
    return {};
  }
  const result: Record<string, string> = {};
  for (const [name, value] of Object.entries(map)) {
    if (typeof value === 'string') {
      result[name] = value;
    } else {
      fields.push(invalidField(`metadata.${key}.${name}`, NOT_A_STRING));
    }
  }
  return result;
}

function readContent(object: JsonObject, notices: string[]): JsonObject {
  const content: JsonObject = {};
  for (const [key, value] of Object.entries(object)) {
    if (['apiVersion', 'kind', 'metadata'].includes(key)) {
      continue;
    }
    if (key === 'status') {
      notices.push('status was left out: the cluster writes it.');
    } else if (value === null) {
      // A template renders null for an empty parameter. If null removed the whole key, data could be lost.
      notices.push(`${key} was left out: it has no value.`);
    } else if (value !== undefined) {
      content[key] = value;
    }
  }
  return content;
}
