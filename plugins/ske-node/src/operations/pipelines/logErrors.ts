import { PipelineLogQuery, SkeError } from '@kratix-portal/plugin-ske-common';

/*
 * The API server fetches a log from the kubelet of the Pod's node, and passes on in a Status, in words only, what became of that:
 * k8s.io/kubernetes/pkg/registry/core/pod/strategy.go (LogLocation) and k8s.io/kubernetes/pkg/kubelet/kubelet.go (validateContainerLogStatus).
 */
const PENDING = /is waiting to start|ContainerCreating|PodInitializing/;
const GONE =
  /previous terminated container .* not found|unable to retrieve container logs|container .* is terminated|failed to try resolving symlinks|no such file or directory/;
const NODE =
  /dial tcp|proxy error|No agent available|error dialing backend|i\/o timeout|no route to host|certificate|kubelet/i;

// Not those that are about the caller, or about the connection to the API server itself.
const CODES = new Set([
  'invalid-input',
  'not-found',
  'kind-not-served',
  'cluster-error',
]);

/** Says of a refusal to give a log whether it is not there yet, not there any more, or out of reach. */
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
      hint: 'Try again when it runs.',
      detail,
      cause: error,
    });
  }
  if (NODE.test(detail) || isAboutAnother(pod, error)) {
    return new SkeError({
      code: 'logs-unavailable',
      message: `The node of Pod ${pod} does not give out the log of ${what}.`,
      hint: 'The node may be gone or out of reach of the API server. Try again; if it goes on, tell the platform team.',
      detail,
      cause: error,
    });
  }
  if (GONE.test(detail) || error.code === 'not-found') {
    return new SkeError({
      code: 'logs-gone',
      message: `The log of ${what} is not there any more.`,
      hint: 'Look where the cluster’s logs are collected, or rerun the pipeline and follow its log while it runs.',
      detail,
      cause: error,
    });
  }
  return error;
}

/** Of a node that is gone the API server says `pods "its-name" not found`. */
function isAboutAnother(pod: string, { code, detail = '' }: SkeError): boolean {
  const [, name] = /"([^"]*)" not found/.exec(detail) ?? [];
  return code === 'not-found' && name !== undefined && name !== pod;
}
