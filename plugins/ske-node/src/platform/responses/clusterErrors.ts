import { SkeError } from '@kratix-portal/plugin-ske-common';
import { CallSubject, describeTarget, isWrite } from '../calls/PlatformCall';

// An API server loads its RBAC rules within about a second.
const STARTING_RETRY_AFTER_SECONDS = 2;
const LOOK_BEFORE_RETRY = 'look at the object before you try again.';

/** The cluster does not serve the kind: its API, or the Promise that provides it, is not installed. */
export function kindNotServed(options: {
  apiVersion?: string;
  kind?: string;
  cluster: string;
  didYouMean?: string;
}): SkeError {
  const { apiVersion, kind, cluster, didYouMean } = options;
  const what = kind
    ? `kind ${kind} of ${apiVersion}`
    : (apiVersion ?? 'the API that this call needs');
  return new SkeError({
    code: 'kind-not-served',
    message: `Cluster ${cluster} does not serve ${what}.`,
    hint: didYouMean
      ? `Did you mean kind ${didYouMean}? Kinds are case-sensitive.`
      : 'Check apiVersion and kind. If they are right, the Promise that provides this kind is not installed.',
  });
}

/** The deadline passed, in the portal or in the cluster. */
export function timedOut(options: {
  subject: CallSubject;
  /** The cluster's own words. */
  detail?: string;
  cause?: unknown;
}): SkeError {
  const { subject, detail, cause } = options;
  return new SkeError({
    code: 'timeout',
    message: `Cluster ${subject.cluster} did not respond in time.`,
    hint: isWrite(subject)
      ? `It is not known whether the cluster did ${subject.verb} ${describeTarget(
          subject,
        )}: ${LOOK_BEFORE_RETRY}`
      : 'Try again.',
    detail,
    cause,
  });
}

/** The cluster failed: a 5xx, or a response that is incomplete, too large, or not in Kubernetes' format. */
export function clusterError(options: {
  subject: CallSubject;
  /** A whole sentence about the failure. */
  what: string;
  /** A hint for the reader. The default depends on whether the call is a write. */
  hint?: string;
  /** The cluster's own words. */
  detail?: string;
  cause?: unknown;
}): SkeError {
  const { subject, what, hint, detail, cause } = options;
  return new SkeError({
    code: 'cluster-error',
    message: `Cluster ${subject.cluster} failed to ${
      subject.verb
    } ${describeTarget(subject)}. ${what}`,
    hint: hint ?? defaultHint(subject),
    detail,
    cause,
  });
}

/** The cluster has not reached the resourceVersion that a caller has seen: its etcd was restored from a backup. */
export function versionNotReached(subject: CallSubject): SkeError {
  return new SkeError({
    code: 'expired',
    message: `Cluster ${subject.cluster} has not reached the version from which this call wanted to continue: its data was probably restored from a backup.`,
    hint: 'List again.',
  });
}

/** The API server has just started and does not know its RBAC rules yet: its 403 says nothing about the caller. */
export function stillStarting(subject: CallSubject): SkeError {
  return new SkeError({
    code: 'cluster-unreachable',
    message: `Cluster ${subject.cluster} has just started and has not loaded its access rules yet, so it refuses every call. Nothing was changed.`,
    hint: `Try again in ${STARTING_RETRY_AFTER_SECONDS} s.`,
    retryAfterSeconds: STARTING_RETRY_AFTER_SECONDS,
  });
}

/** The error for a successful response whose body is not from an API server. */
export function unexpectedBody(
  subject: CallSubject,
  expected: 'a Kubernetes object' | 'a list of objects' | 'a list of kinds',
): SkeError {
  const accepted = isWrite(subject) ? 'It accepted the call, but its' : 'Its';
  return clusterError({
    subject,
    what: `${accepted} response is not ${expected}.`,
  });
}

function defaultHint(subject: CallSubject): string {
  return isWrite(subject)
    ? `It is not known whether the change was made: ${LOOK_BEFORE_RETRY}`
    : 'Try again. If it happens again, tell the platform team the request id.';
}
