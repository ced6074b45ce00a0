import { SkeError, type SkeErrorCode } from '@kratix-portal/plugin-ske-common';

/** What a read is about, so that an error can say so. */
export interface ReadSubject {
  cluster: string;
  verb: 'list' | 'watch';
  path: string;
}

/** The API server no longer knows what happened since: everything has to be listed anew. */
export class ResourceVersionExpired extends Error {
  constructor(subject: ReadSubject) {
    super(
      `Cluster ${subject.cluster} does not remember far enough back to ${subject.verb} ${subject.path}`,
    );
    this.name = 'ResourceVersionExpired';
  }
}

const BY_STATUS: Record<number, { code: SkeErrorCode; what: string }> = {
  401: {
    code: 'identity-rejected',
    what: 'does not accept the credential of the catalog’s account',
  },
  403: {
    code: 'forbidden',
    what: 'does not allow the catalog’s account to',
  },
  404: { code: 'kind-not-served', what: 'does not serve' },
  429: { code: 'too-many-requests', what: 'asks us to come back later to' },
};
const HINTS: Partial<Record<SkeErrorCode, string>> = {
  'identity-rejected':
    'Give the provider a token that is valid (serviceAccountToken, serviceAccountTokenFile or kubeconfig).',
  forbidden: 'docs/reference/catalog.md has the ClusterRole that is needed.',
};

/** Turns an answer that is no success into an error, once. */
export function toReadError(
  answer: {
    status: number;
    text: string;
    retryAfter?: string | string[];
  },
  subject: ReadSubject,
): Error {
  const { status } = answer;
  if (status === 410) {
    return new ResourceVersionExpired(subject);
  }
  const known = BY_STATUS[status] ?? {
    code: 'cluster-error',
    what: `answered ${Number.isInteger(status) ? status : 'with an error'} to`,
  };
  return new SkeError({
    code: known.code,
    message: `Cluster ${subject.cluster} ${known.what} ${subject.verb} ${subject.path}.`,
    hint: HINTS[known.code],
    detail: statusMessage(answer.text),
    retryAfterSeconds: retryAfterSeconds(answer.retryAfter),
  });
}

/** An answer that has the status of a success, and is none. It must never count as an empty one. */
export function unusableAnswer(
  subject: ReadSubject,
  what: string,
  cause?: unknown,
): SkeError {
  return new SkeError({
    code: 'cluster-error',
    message: `The answer of cluster ${subject.cluster} to ${subject.verb} ${subject.path} ${what}.`,
    cause,
  });
}

/** Turns a connection that failed or broke into an error; one of ours, and the caller's own end, stay what they are. */
export function transportError(
  error: unknown,
  subject: ReadSubject,
  signal: AbortSignal,
): unknown {
  if (
    signal.aborted ||
    SkeError.is(error) ||
    error instanceof ResourceVersionExpired
  ) {
    return error;
  }
  const reason = codeOf(error);
  return new SkeError({
    code: /TIMEOUT|TIMEDOUT/.test(reason) ? 'timeout' : 'cluster-unreachable',
    message: `The connection to cluster ${subject.cluster} failed while we ${subject.verb} ${subject.path}${
      reason ? ` (${reason})` : ''
    }.`,
    cause: error,
  });
}

function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) {
    return '';
  }
  // Several addresses were tried: all failed, and the first reason stands for all.
  if ('errors' in error && Array.isArray(error.errors) && error.errors[0]) {
    return codeOf(error.errors[0]);
  }
  if ('code' in error && typeof error.code === 'string') {
    return error.code;
  }
  return 'name' in error ? String(error.name) : '';
}

/** The words of a Kubernetes Status; an HTML page of a proxy is nothing that a log should hold. */
function statusMessage(text: string): string | undefined {
  try {
    const status: unknown = JSON.parse(text);
    return typeof status === 'object' &&
      status !== null &&
      'message' in status &&
      typeof status.message === 'string'
      ? status.message
      : undefined;
  } catch {
    return undefined;
  }
}

function retryAfterSeconds(
  header: string | string[] | undefined,
): number | undefined {
  const seconds = Number(Array.isArray(header) ? header[0] : header);
  return header !== undefined && Number.isFinite(seconds) && seconds >= 0
    ? seconds
    : undefined;
}
