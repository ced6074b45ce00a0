import type { JsonObject } from '@backstage/types';
import type { ResourceRef } from '@kratix-portal/plugin-ske-common';
import type { PlatformIdentity } from '../../credentials';

/** What a call is about, so that an error can say so. */
export interface CallSubject {
  /** The Kubernetes verb, as RBAC names it. */
  verb: 'get' | 'list' | 'watch' | 'create' | 'patch' | 'delete';
  target: CallTarget;
  cluster: string;
  /** A write that is only played through, and changes nothing. */
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
  /** The kinds that the cluster serves: of one apiVersion, or all. */
  | { type: 'discovery'; apiVersion?: string }
  /** A question about the caller, which changes nothing: may I, who am I. */
  | { type: 'review'; question: 'access' | 'identity' };

/** Whether the call, had it reached the cluster, could have changed something. */
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

/** Who calls, and when to stop: what every call needs. */
export interface Caller {
  identity: PlatformIdentity;
  /** Set off when the caller goes away: the call to the cluster is ended too. */
  signal?: AbortSignal;
  /** Milliseconds for the call as a whole, if it is to be less than the client's own limit. */
  deadlineMs?: number;
}

/** What every call needs beside its path. */
export interface PlatformCall extends Caller {
  subject: CallSubject;
}

/** How a write is made. */
export interface WriteCall extends PlatformCall {
  /** The API server checks and defaults and admits, and stores nothing. */
  dryRun?: boolean;
  /** In whose name the fields are owned; `kratix-portal` unless told. */
  fieldManager?: string;
  /** What becomes of fields that the kind does not have: `Warn` drops them and says so (the default), `Strict` refuses the object. */
  fieldValidation?: 'Warn' | 'Strict';
}

/** How a server-side apply is made. */
export interface ApplyCall extends WriteCall {
  /** Takes over fields that another manager owns, instead of a conflict. */
  force?: boolean;
}

/** A call that goes on until something ends it. */
export interface StreamCall extends PlatformCall {
  /** Set off when the caller's session ends; the stream then ends with the reason `session-ended`. */
  sessionSignal?: AbortSignal;
  /** Milliseconds for the stream as a whole, if it is to be less than the client's own limit. */
  streamMs?: number;
}

/** An answer that is a success. */
export interface PlatformAnswer {
  body: JsonObject;
  /** Where the API server's own audit log has this call. */
  auditId?: string;
  /** What the API server warns of, such as unknown fields. */
  warnings: string[];
}

/** An answer that is a success, unread. */
export interface PlatformText {
  json: string;
  auditId?: string;
  warnings: string[];
}

/** One page of a list. */
export interface PlatformPage {
  /** As the cluster has them; in a list, it leaves out `apiVersion` and `kind` of each of most kinds. */
  items: JsonObject[];
  /** The version of the list: where a watch may begin. */
  resourceVersion?: string;
  /** Asks for the next page. Absent on the last one. */
  continue?: string;
  /** How many are left, if the cluster counted them. */
  remainingItemCount?: number;
  auditId?: string;
  warnings: string[];
}
