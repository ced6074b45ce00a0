import {
  kratixLabels,
  portalAnnotations,
  readResourceState,
  type PipelineRun,
  type RequestState,
} from '@kratix-portal/plugin-ske-common';
import type { KubernetesObject } from '../../live';
import type { RequestKind } from '../kinds';
import type { RequestRow } from './RequestRow';
import { readRowVersions } from './readRowVersions';

/** Reads the state of a request from the objects that a list has. */
export function readRowState(
  object: KubernetesObject,
  kind: RequestKind,
  related: {
    binding: KubernetesObject | undefined;
    runs?: readonly PipelineRun[];
  },
): RequestState {
  const { isPaused, availableSince } = kind;
  return readResourceState(object, {
    isPromisePaused: isPaused,
    ...(availableSince !== undefined && {
      promiseAvailableSince: availableSince,
    }),
    ...related,
  });
}

/** Reads one row. */
export function readRow(
  object: KubernetesObject,
  kind: RequestKind,
  binding: KubernetesObject | undefined,
  state: RequestState = readRowState(object, kind, { binding }),
): RequestRow {
  const { name, namespace = '', uid, annotations } = object.metadata;
  const requestedBy =
    annotations?.[portalAnnotations.requestedBy]?.trim() || undefined;
  const { version, upgradeTo } = readRowVersions(object, kind, binding);
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

/** Whether a request is a preview request, which Kratix creates and deletes by itself. */
export function isDryRun({ metadata }: KubernetesObject): boolean {
  return Object.keys(metadata.labels ?? {}).some(label =>
    label.startsWith(kratixLabels.dryRunPrefix),
  );
}
