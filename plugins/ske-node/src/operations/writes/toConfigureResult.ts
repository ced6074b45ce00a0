import type { JsonObject, JsonValue } from '@backstage/types';
import {
  ConfigureResult,
  FieldChange,
  resourceComponentRef,
  ResourceRef,
} from '@kratix-portal/plugin-ske-common';
import {
  contentOf,
  diffObjects,
  listChangedFields,
  listRemovals,
  ManagedFields,
  metadataOf,
  toFieldChange,
} from '../../manifests';
import type { PlatformResponse } from '../../platform/calls/PlatformCall';
import type { ResourceTarget } from '../targets/ResourceTarget';
import { isPlatformKind } from '../kinds/isPlatformKind';
import { kubectlCommand, KubectlOperation } from './kubectlCommand';

// The most changes in a result. Removals are always listed, even beyond this limit. For further changes the user can look at the object.
const MAX_CHANGES = 50;

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
  const changes = operation === 'unchanged' ? [] : listChanges(written);
  const shown = firstOf(changes);
  const uid = readUid(written, dryRun);
  const entityRef = toEntityRef(ref);
  return {
    ...(uid !== undefined && { resourceId: uid, uid }),
    operation,
    dryRun,
    ...ref,
    changes: shown,
    kubectl: kubectlCommand({
      ref,
      location,
      operation: toKubectl(written),
      fieldManager,
    }),
    ...(entityRef !== undefined && { entityRef }),
    notices: [
      ...new Set([...notices, ...describeRest(changes.length - shown.length)]),
    ],
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

/** All removals, and other changes up to the limit, in their order. */
function firstOf(changes: FieldChange[]): FieldChange[] {
  let others =
    MAX_CHANGES - changes.filter(({ change }) => change === 'removed').length;
  return changes.filter(({ change }) => {
    others -= change === 'removed' ? 0 : 1;
    return change === 'removed' || others >= 0;
  });
}

function listChanges(written: Written): FieldChange[] {
  switch (written.operation) {
    case 'created':
      return listChangedFields({}, submittedContent(written.object)).map(
        toFieldChange,
      );
    case 'updated': {
      const { live, patch, response } = written;
      const change = response
        ? diffObjects(contentOf(live), contentOf(response.body))
        : patch;
      const managers = ManagedFields.read(live);
      return listChangedFields(live, change ?? {})
        .flatMap(field => [
          field,
          ...listRemovals(field, path => managers.keysOfList(path)),
        ])
        .map(toFieldChange);
    }
    default:
      return [];
  }
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
      return { verb: 'patch', patch: written.patch };
    default:
      return { verb: 'get' };
  }
}

/** Kinds of Kubernetes and of Kratix itself have no entity in the catalog. */
function toEntityRef(ref: ResourceRef): string | undefined {
  return isPlatformKind(ref) ? undefined : resourceComponentRef(ref);
}

function describeRest(count: number): string[] {
  return count > 0 ? [`${count} more fields differ.`] : [];
}

function textOf(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
