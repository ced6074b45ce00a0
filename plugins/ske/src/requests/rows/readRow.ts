import {
  kratixLabels,
  portalAnnotations,
  readResourceState,
} from '@kratix-portal/plugin-ske-common';
import type { KubernetesObject } from '../../live';
import type { RequestKind } from '../kinds';
import type { RequestRow } from './RequestRow';
import { readVersions } from './readVersions';

/** Reads one row. */
export function readRow(
  object: KubernetesObject,
  kind: RequestKind,
  binding: KubernetesObject | undefined,
): RequestRow {
  const { name, namespace = '', uid, annotations } = object.metadata;
  const requestedBy =
    annotations?.[portalAnnotations.requestedBy]?.trim() || undefined;
  const { version, upgradeTo } = readVersions(object, kind, binding);
  const state = readResourceState(object, {
    isPromisePaused: kind.isPaused,
    binding,
  });
  return {
    id: uid,
    ref: {
      apiVersion: kind.apiVersion,
      kind: kind.kind,
      ...(namespace !== '' && { namespace }),
      name,
    },
    name,
    namespace,
    promise: kind.promise,
    promiseTitle: kind.title,
    state,
    ...(version !== undefined && { version }),
    ...(upgradeTo !== undefined && { upgradeTo }),
    ...(requestedBy !== undefined && { requestedBy }),
    createdAt: object.metadata.creationTimestamp,
    searchText: [name, namespace, kind.promise, kind.title, kind.kind]
      .concat(requestedBy ?? [], version ?? [], state.reason)
      .join('\n')
      .toLowerCase(),
    object,
  };
}

/** Whether it is a preview request, which Kratix creates and deletes by itself. */
export function isDryRun({ metadata }: KubernetesObject): boolean {
  return Object.keys(metadata.labels ?? {}).some(label =>
    label.startsWith(kratixLabels.dryRunPrefix),
  );
}
