import type { JsonObject } from '@backstage/types';
import type { ResourceRef } from '@kratix-portal/plugin-ske-common';
import type { PlatformIdentity } from '../../credentials';

/** The subject of a call, for error messages. */
export interface CallSubject {
  /** The Kubernetes verb, as RBAC names it. */
  verb: 'get' | 'list' | 'watch' | 'create' | 'patch' | 'delete';
  target: CallTarget;
  cluster: string;
  /** A dry run changes nothing. */
  dryRun?: boolean;
}

export type CallTarget =
  /** One object, or a subresource of it such as `log`. */
  | { type: 'object'; ref: ResourceRef; plural?: string; subresource?: string }
  /** All objects of a kind, in one namespace or in all. */
  | {
      type: 'kind';
      apiVersion: string;
      kind: string;
      namespace?: string;
      plural?: string;
    }
  /** The kinds that the cluster serves: all kinds, or the kinds of one apiVersion. */
  | { type: 'discovery'; apiVersion?: string }
  /** The metrics of the API server. */
  | { type: 'metrics' }
  /** A review of the caller's access or identity. It changes nothing. */
  | { type: 'review'; question: 'access' | 'identity' };

/** Whether the call may have changed something, if the cluster received it. */
export function isWrite(subject: CallSubject): boolean {
  const { verb, target, dryRun } = subject;
  return (
    !dryRun &&
    target.type !== 'review' &&
    (verb === 'create' || verb === 'patch' || verb === 'delete')
  );
}

export function describeTarget(subject: CallSubject): string {
  const { target } = subject;
  switch (target.type) {
    case 'discovery':
      return target.apiVersion === undefined
        ? 'the kinds that it serves'
        : `the kinds of ${target.apiVersion}`;
    case 'review':
      return target.question === 'access'
        ? 'the review of your access'
        : 'the review of your identity';
    case 'metrics':
      return 'its metrics';
    case 'kind':
      return inNamespace(`objects of kind ${target.kind}`, target.namespace);
    default: {
      const { kind, name, namespace } = target.ref;
      const what = target.subresource ? `the ${target.subresource} of ` : '';
      return inNamespace(`${what}${kind} ${name}`, namespace);
    }
  }
}

function inNamespace(what: string, namespace: string | undefined): string {
  return namespace ? `${what} in namespace ${namespace}` : what;
}

/** The kind in the subject of a call. */
export function kindOf(subject: CallSubject): {
  apiVersion?: string;
  kind?: string;
} {
  const { target } = subject;
  switch (target.type) {
    case 'object':
      return { apiVersion: target.ref.apiVersion, kind: target.ref.kind };
    case 'kind':
      return { apiVersion: target.apiVersion, kind: target.kind };
    case 'discovery':
      return { apiVersion: target.apiVersion };
    default:
      return {};
  }
}

/** The identity of a call, and the time that the call may take. */
export interface Caller {
  identity: PlatformIdentity;
  /** Aborted when the caller disconnects; the call to the cluster then ends too. */
  signal?: AbortSignal;
  /** A time limit for the whole call, if it is shorter than the client's own. */
  deadlineMs?: number;
}

/** The options of every call in addition to its path. */
export interface PlatformCall extends Caller {
  subject: CallSubject;
}

/** Options of a write. */
export interface WriteCall extends PlatformCall {
  /** The API server validates, defaults and admits the object, but does not store it. */
  dryRun?: boolean;
  /** The field manager that will own the fields. Default: `kratix-portal`. */
  fieldManager?: string;
  /** How the API server handles unknown fields: `Warn` (the default) drops them with a warning, `Strict` rejects the object. */
  fieldValidation?: 'Warn' | 'Strict';
}

/** A call whose response is a stream. */
export interface StreamCall extends PlatformCall {
  /** Aborted when the caller's session ends; the stream then ends with the reason `session-ended`. */
  sessionSignal?: AbortSignal;
  /** A time limit for the whole stream, if it is shorter than the client's own. */
  streamMs?: number;
}

/** Options of a watch. */
export interface WatchCall extends StreamCall {
  /**
   * Whether the resourceVersion comes from an earlier watch. In this case the watch ends as `expired` if the cluster has not reached that resourceVersion, because its
   * etcd was restored from a backup. Without this check, the watch would stay open and report nothing.
   */
  isResumed?: boolean;
  /** How much is buffered for a slow reader, if that is less than the client's own limit. */
  bufferBytes?: number;
}

/** A successful response. */
export interface PlatformResponse {
  body: JsonObject;
  /** The id under which the API server's own audit log has this call. */
  auditId?: string;
  /** Warnings of the API server, for instance about unknown fields. */
  warnings: string[];
}

/** A successful response as the text of its JSON. */
export interface PlatformText {
  json: string;
  auditId?: string;
  warnings: string[];
}

/** One page of a list. */
export interface PlatformPage {
  /** The items as the cluster sends them. For most kinds they have no `apiVersion` and no `kind`. */
  items: JsonObject[];
  /** The resourceVersion of the list, from which a watch can start. */
  resourceVersion?: string;
  /** The token for the next page. Absent on the last page. */
  continue?: string;
  /** How many items follow, if the cluster has counted them. */
  remainingItemCount?: number;
  auditId?: string;
  warnings: string[];
}
