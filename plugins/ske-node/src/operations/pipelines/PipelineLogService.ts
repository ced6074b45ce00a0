import type { Readable } from 'node:stream';
import {
  invalidField,
  cleanText,
  describeResourceRef,
  isDnsLabel,
  isDnsSubdomain,
  PipelineLogQuery,
  SkeError,
  type StreamEndReason,
} from '@kratix-portal/plugin-ske-common';
import { podLogPath } from '../../platform/calls/ApiPath';
import type { PlatformIdentity } from '../../credentials';
import type { LogQuery } from '../../platform/calls/ApiQuery';
import { FollowedLog } from '../../platform/streams/FollowedLog';
import type { LogStream } from '../../platform/streams/openLogs';
import { knownKinds } from '../kinds/knownKinds';
import type { Operation } from '../operation/Operation';
import type { OperationRunner } from '../operation/OperationRunner';
import type { OperationCaller } from '../audit/OperationCaller';
import { auditedRef } from '../audit/auditedRef';
import type { StreamShutdown } from '../streams/StreamShutdown';
import { toLogError, WAIT_FOR_CONTAINER } from './logErrors';
import { Pod, readPods } from './pipelineObjects';
import { findPipelineOwner, PipelineOwner } from './PipelineOwner';
import { listInPlaces } from './PipelinePlaces';
import { toPipelinePod } from './toPipelinePod';

/**
 * A log whose transfer from the cluster has started.
 *
 * @public
 */
export interface PipelineLog {
  /** The text of the log. Destroy the stream when its reader disconnects; this also ends the call to the cluster. If the stream fails, its error is a SkeError. */
  body: Readable;
  /** Why the log ended: `cluster-ended` when the cluster has sent the whole log. Never rejects. */
  ended: Promise<{ reason: StreamEndReason }>;
}

/**
 * Reads the logs of a resource's pipelines. It does not read logs of other Pods: a Pod must have the labels that Kratix gives to the pipelines of the
 * resource.
 *
 * @public
 */
export class PipelineLogService {
  readonly #operations: OperationRunner;
  readonly #shutdown: StreamShutdown;

  /** @internal */
  constructor(options: {
    operations: OperationRunner;
    shutdown: StreamShutdown;
  }) {
    this.#operations = options.operations;
    this.#shutdown = options.shutdown;
  }

  /**
   * Opens a log. The operation ends when `deliver` returns.
   *
   * @param deliver - called with the log when the cluster has started to send it
   * @throws SkeError: `logs-gone`, `logs-pending` and `logs-unavailable` say why there is no log
   */
  async read(
    query: PipelineLogQuery,
    caller: OperationCaller,
    deliver: (log: PipelineLog) => Promise<void>,
  ): Promise<void> {
    const { pod, container } = query;
    return this.#operations.run(
      {
        eventId: 'resource-logs',
        severityLevel: 'low',
        isLasting: true,
        verb: 'get pods/log',
        subject: {
          ...auditedRef(query),
          pod: cleanText(pod),
          container: cleanText(container),
        },
      },
      caller,
      async operation => {
        checkQuery(query);
        const owner = await findPipelineOwner(query, 'logs', operation);
        if (!owner) {
          throw notOfThis(query);
        }
        const found = await findPod(query, owner, operation);
        await checkContainer(query, found);
        const { namespace } = found.metadata;
        const log = await this.#open(query, namespace, operation);
        await deliver(log);
        operation.audit.streamEnded((await log.ended).reason);
      },
    );
  }

  async #open(
    query: PipelineLogQuery,
    namespace: string,
    operation: Operation,
  ): Promise<LogStream> {
    const { pod, container, ...rest } = query;
    const { follow, previous, timestamps, tailLines, sinceSeconds } = rest;
    const { client, caller } = operation;
    const open = async (
      lines: LogQuery,
      identity: PlatformIdentity,
      streamMs: number,
    ) => {
      try {
        return await client.logs(podLogPath(namespace, pod), lines, {
          identity,
          signal: caller.signal,
          sessionSignal: this.#shutdown.signal,
          streamMs,
          subject: {
            verb: 'get',
            cluster: client.cluster,
            target: {
              type: 'object',
              ref: { apiVersion: 'v1', kind: 'Pod', namespace, name: pod },
              plural: 'pods',
              subresource: 'log',
            },
          },
        });
      } catch (error) {
        throw toLogError(error, query);
      }
    };
    const identity = await operation.identity();
    const { streamMs } = client.limits;
    const lines = {
      ...{ container, follow, previous, timestamps },
      ...{ tailLines, sinceSeconds },
    };
    return follow && identity.kind === 'user' && identity.isRenewable
      ? FollowedLog.open({
          query: lines,
          identity,
          open,
          streamMs,
          shutdown: this.#shutdown.signal,
        })
      : open(lines, identity, streamMs);
  }
}

function checkQuery({ pod, container }: PipelineLogQuery): void {
  const fields = [];
  if (!isDnsSubdomain(pod)) {
    fields.push(invalidField('pod', 'is not the name of a Pod'));
  }
  if (!isDnsLabel(container)) {
    fields.push(invalidField('container', 'is not the name of a container'));
  }
  if (fields.length > 0) {
    throw SkeError.invalidInput(fields);
  }
}

/** Finds the Pod by its name and by the labels of the resource's pipelines. The API server applies both selectors. */
async function findPod(
  query: PipelineLogQuery,
  { namespace, places }: PipelineOwner,
  operation: Operation,
): Promise<Pod> {
  const fieldSelector = `metadata.name=${query.pod}`;
  const own = await listInPlaces(knownKinds.pod, places, operation, {
    fieldSelector,
  });
  const [found] = readPods(own);
  if (found) {
    return found;
  }
  const pods = await operation.allOf(knownKinds.pod, namespace);
  const any = await pods.list({ fieldSelector });
  throw any.items.length > 0 ? notOfThis(query) : gone(query);
}

async function checkContainer(
  query: PipelineLogQuery,
  pod: Pod,
): Promise<void> {
  const { containers } = toPipelinePod(pod);
  const container = containers.find(({ name }) => name === query.container);
  if (!container) {
    throw new SkeError({
      code: 'not-found',
      message: `Pod ${query.pod} has no container ${query.container}.`,
      hint: `It has ${containers.map(({ name }) => name).join(', ')}.`,
    });
  }
  if (!container.hasLogs) {
    throw new SkeError({
      code: 'logs-pending',
      message: `Container ${query.container} of Pod ${query.pod} has not started${
        container.reason ? ` (${container.reason})` : ''
      }, so it has no log yet.`,
      hint: WAIT_FOR_CONTAINER,
      detail: container.message,
    });
  }
}

function notOfThis(query: PipelineLogQuery): SkeError {
  return new SkeError({
    code: 'not-found',
    message: `${describeResourceRef(query)} has no pipeline with a Pod ${query.pod}.`,
    hint: 'This page shows only logs of the resource’s own pipelines.',
  });
}

function gone(query: PipelineLogQuery): SkeError {
  return new SkeError({
    code: 'logs-gone',
    message: `Pod ${query.pod} does not exist any more, so its logs are gone.`,
    hint: 'Kubernetes deletes the Pod of a pipeline after the last failed attempt. Rerun the pipeline and follow its log while it runs, or look in the cluster’s log collection.',
  });
}
