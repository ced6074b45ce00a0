import { PipelineLogQuery, SkeError } from '@kratix-portal/plugin-ske-common';

/** The hint for a log whose container has not started. */
export const WAIT_FOR_CONTAINER = 'Try again when the container runs.';

/*
 * The API server gets a log from the kubelet of the Pod's node. When that fails, its Status explains the failure only in words:
 * k8s.io/kubernetes/pkg/registry/core/pod/strategy.go (LogLocation) and k8s.io/kubernetes/pkg/kubelet/kubelet.go (validateContainerLogStatus).
 */
const PENDING = /is waiting to start|ContainerCreating|PodInitializing/;
const GONE =
  /previous terminated container .* not found|unable to retrieve container logs|container .* is terminated|failed to try resolving symlinks|no such file or directory/;
const NODE =
  /dial tcp|proxy error|No agent available|error dialing backend|i\/o timeout|no route to host|certificate|kubelet/i;

// Only errors with these codes can be log errors. Errors about the caller, or about the connection to the API server, have other codes.
const CODES = new Set([
  'invalid-input',
  'not-found',
  'kind-not-served',
  'cluster-error',
]);

/** Converts the error of a log call: the log does not exist yet, does not exist any more, or its node does not respond. */
export function toLogError(error: unknown, query: PipelineLogQuery): unknown {
  if (!SkeError.is(error) || !CODES.has(error.code)) {
    return error;
  }
  const { pod, container } = query;
  const what = `container ${container} of Pod ${pod}`;
  const { detail = '' } = error;
  if (PENDING.test(detail)) {
    return new SkeError({
      code: 'logs-pending',
      message: `There is no log of ${what} yet.`,
      hint: WAIT_FOR_CONTAINER,
      detail,
      cause: error,
    });
  }
  if (NODE.test(detail) || isAboutAnother(pod, error)) {
    return new SkeError({
      code: 'logs-unavailable',
      message: `The node of Pod ${pod} does not return the log of ${what}.`,
      hint: 'The node may be down, or the API server cannot connect to it. Try again; if the problem continues, tell the platform team.',
      detail,
      cause: error,
    });
  }
  if (GONE.test(detail) || error.code === 'not-found') {
    return new SkeError({
      code: 'logs-gone',
      message: `The log of ${what} does not exist any more.`,
      hint: 'Look in the cluster’s log collection, or rerun the pipeline and follow its log while it runs.',
      detail,
      cause: error,
    });
  }
  return error;
}

/** Whether the error is about another object than the Pod. If a node does not exist, the API server says `pods "<name of the node>" not found`. */
function isAboutAnother(pod: string, { code, detail = '' }: SkeError): boolean {
  const [, name] = /"([^"]*)" not found/.exec(detail) ?? [];
  return code === 'not-found' && name !== undefined && name !== pod;
}
