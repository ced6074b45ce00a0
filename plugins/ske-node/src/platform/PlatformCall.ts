import type { JsonObject } from '@backstage/types';
import type { ResourceRef } from '@kratix-portal/plugin-ske-common';
import type { PlatformIdentity } from '../credentials';

/** What a call is about, so that an error can say so. */
export interface CallSubject {
  /** The Kubernetes verb, as RBAC names it. */
  verb: 'get' | 'create' | 'patch' | 'delete';
  /** The object, or for discovery the list of kinds of one apiVersion. */
  target:
    | { type: 'object'; ref: ResourceRef; plural?: string }
    | { type: 'discovery'; apiVersion: string };
  cluster: string;
}

/** Whether the call, had it reached the cluster, could have changed something. */
export function isWrite(subject: CallSubject): boolean {
  return subject.verb !== 'get';
}

export function describeTarget(subject: CallSubject): string {
  const { target } = subject;
  if (target.type === 'discovery') {
    return `the kinds of ${target.apiVersion}`;
  }
  const { kind, name, namespace } = target.ref;
  return namespace
    ? `${kind} ${name} in namespace ${namespace}`
    : `${kind} ${name}`;
}

/** What every call needs beside its path. */
export interface PlatformCall {
  identity: PlatformIdentity;
  subject: CallSubject;
  signal?: AbortSignal;
}

/** An answer that is a success. */
export interface PlatformAnswer {
  body: JsonObject;
  /** Where the API server's own audit log has this call. */
  auditId?: string;
  /** What the API server warns of, such as unknown fields. */
  warnings: string[];
}
