import type { JsonObject, JsonValue } from '@backstage/types';
import {
  ConfigureResult,
  FieldChange,
  FieldPath,
  resourceComponentRef,
  ResourceRef,
} from '@kratix-portal/plugin-ske-common';
import {
  type ChangedField,
  contentOf,
  diffObjects,
  listChangedFields,
  listRemovals,
  ManagedFields,
  metadataOf,
  printPath,
  toFieldChange,
} from '../../manifests';
import type { PlatformResponse } from '../../platform/calls/PlatformCall';
import type { ResourceTarget } from '../targets/ResourceTarget';
import { isPlatformKind } from '../kinds/isPlatformKind';
import { kubectlCommand, KubectlOperation } from './kubectlCommand';

// The most changed fields in a result. A removed field is always listed, even beyond this limit. For further changes the user can look at the object.
const MAX_CHANGES = 50;
// The most removals inside one list. A longer list is not useful to read.
const MAX_REMOVALS_IN_LIST = 50;

/** The result of a write. `response` is absent when the cluster does not support a dry run. */
export type Written =
  | { operation: 'created'; object: JsonObject; response?: PlatformResponse }
  | {
      operation: 'updated';
      live: JsonObject;
      patch: JsonObject;
      response?: PlatformResponse;
    }
  | { operation: 'unchanged'; live: JsonObject; response?: PlatformResponse };

/** Describes the result of a write. */
export function toConfigureResult(options: {
  written: Written;
  target: ResourceTarget;
  dryRun: boolean;
  fieldManager: string;
  notices: string[];
}): ConfigureResult {
  const { written, target, dryRun, fieldManager, notices } = options;
  const { ref, location } = target;
  const operation = readOperation(written, dryRun);
  const { changes, omitted } =
    operation === 'unchanged'
      ? { changes: [], omitted: [] }
      : listChanges(written);
  const uid = readUid(written, dryRun);
  const entityRef = toEntityRef(ref);
  return {
    ...(uid !== undefined && { resourceId: uid, uid }),
    operation,
    dryRun,
    ...ref,
    changes,
    kubectl: kubectlCommand({
      ref,
      location,
      operation: toKubectl(written),
      fieldManager,
    }),
    ...(entityRef !== undefined && { entityRef }),
    notices: [...new Set([...notices, ...omitted])],
  };
}

/** Returns `unchanged` if the resourceVersion is the same after the write: the API server may restore a removed field, such as a default. */
function readOperation(
  written: Written,
  dryRun: boolean,
): ConfigureResult['operation'] {
  if (written.operation !== 'updated' || dryRun || !written.response) {
    return written.operation;
  }
  const before = metadataOf(written.live).resourceVersion;
  const after = metadataOf(written.response.body).resourceVersion;
  return before === after ? 'unchanged' : 'updated';
}

/** The changes of a write, and notices about the changes that are left out because there are too many. */
interface ListedChanges {
  changes: FieldChange[];
  omitted: string[];
}

function listChanges(written: Written): ListedChanges {
  switch (written.operation) {
    case 'created':
      return firstOf(
        listChangedFields({}, submittedContent(written.object)),
        () => [],
      );
    case 'updated': {
      const { live, patch, response } = written;
      const change = response
        ? diffObjects(contentOf(live), contentOf(response.body))
        : patch;
      const managers = ManagedFields.read(live);
      return firstOf(listChangedFields(live, change ?? {}), field =>
        listRemovals(field, path => managers.keysOfList(path)),
      );
    }
    default:
      return { changes: [], omitted: [] };
  }
}

/** All removed fields, other fields up to the limit, and the removals inside each list up to their own limit, in their order. */
function firstOf(
  fields: ChangedField[],
  removalsIn: (field: ChangedField) => ChangedField<FieldPath>[],
): ListedChanges {
  let others =
    MAX_CHANGES - fields.filter(({ change }) => change === 'removed').length;
  let rest = 0;
  const omitted: string[] = [];
  const changes = fields.flatMap(field => {
    const isRemoved = field.change === 'removed';
    others -= isRemoved ? 0 : 1;
    const isListed = isRemoved || others >= 0;
    rest += isListed ? 0 : 1;
    const removals = removalsIn(field);
    const more = removals.length - MAX_REMOVALS_IN_LIST;
    if (more > 0) {
      omitted.push(
        `${more} more items, or fields of items, are removed from ${printPath(field.path)}.`,
      );
    }
    return [
      ...(isListed ? [field] : []),
      ...removals.slice(0, MAX_REMOVALS_IN_LIST),
    ].map(toFieldChange);
  });
  if (rest > 0) {
    omitted.push(`${rest} more fields differ.`);
  }
  return { changes, omitted };
}

/** An object without the fields that only identify it. */
function submittedContent(object: JsonObject): JsonObject {
  const {
    apiVersion: _apiVersion,
    kind: _kind,
    metadata: _metadata,
    ...content
  } = object;
  const { labels, annotations } = metadataOf(object);
  const metadata = {
    ...(labels !== undefined && { labels }),
    ...(annotations !== undefined && { annotations }),
  };
  return Object.keys(metadata).length > 0 ? { metadata, ...content } : content;
}

function readUid(written: Written, dryRun: boolean): string | undefined {
  if (written.operation !== 'created') {
    return textOf(metadataOf(written.live).uid);
  }
  // The API server invents a uid for a dry run.
  return dryRun
    ? undefined
    : textOf(metadataOf(written.response?.body ?? {}).uid);
}

function toKubectl(written: Written): KubectlOperation {
  switch (written.operation) {
    case 'created':
      return { verb: 'create', object: written.object };
    case 'updated':
      return { verb: 'patch', patch: written.patch, live: written.live };
    default:
      return { verb: 'get' };
  }
}

/** Kinds of Kubernetes and of Kratix itself have no entity in the catalog. */
function toEntityRef(ref: ResourceRef): string | undefined {
  return isPlatformKind(ref) ? undefined : resourceComponentRef(ref);
}

function textOf(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
