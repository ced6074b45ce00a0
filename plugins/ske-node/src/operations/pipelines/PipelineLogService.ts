import type { Readable } from 'node:stream';
import {
  invalidField,
  cleanText,
  describeResourceRef,
  isDnsLabel,
  isDnsSubdomain,
  PipelineLogQuery,
  SkeError,
} from '@kratix-portal/plugin-ske-common';
import { podLogPath } from '../../platform/calls/ApiPath';
import type { LogStream } from '../../platform/streams/openLogs';
import { knownKinds } from '../kinds/knownKinds';
import type { Operation } from '../operation/Operation';
import type { OperationRunner } from '../operation/OperationRunner';
import type { OperationCaller } from '../audit/OperationCaller';
import { auditedRef } from '../audit/auditedRef';
import type { StreamShutdown } from '../streams/StreamShutdown';
import { toLogError } from './logErrors';
import { Pod, readPods } from './pipelineObjects';
import { findPipelineOwner, PipelineOwner } from './PipelineOwner';
import { toPipelinePod } from './toPipelinePod';

/**
 * A log that the cluster has begun to send.
 *
 * @public
 */
export interface PipelineLog {
  /** The text, as it comes. Destroy it when its reader leaves: the call to the cluster is ended too. Fails with one of our errors. */
  body: Readable;
  /** Why it ended: `cluster-ended` when it came to its own end. Never fails. */
  ended: Promise<{ reason: string }>;
}

/**
 * Reads what the containers of a resource's own pipelines wrote. It is no reader of any Pod's log: a Pod must have the labels that Kratix gives to
 * the pipelines of the resource that is named.
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
   * Opens a log and has it delivered; the operation lasts until that is done.
   *
   * @param deliver - is given the log once the cluster has begun to send it
   * @throws SkeError; `logs-gone`, `logs-pending` and `logs-unavailable` say why there is none
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
        await checkContainer(query, await findPod(query, owner, operation));
        const log = await this.#open(query, owner, operation);
        await deliver(log);
        operation.audit.streamEnded((await log.ended).reason);
      },
    );
  }

  async #open(
    query: PipelineLogQuery,
    { namespace }: PipelineOwner,
    operation: Operation,
  ): Promise<LogStream> {
    const { pod, container, ...rest } = query;
    const { follow, previous, timestamps, tailLines, sinceSeconds } = rest;
    const { client, caller } = operation;
    try {
      return await client.logs(
        podLogPath(namespace, pod),
        { container, follow, previous, timestamps, tailLines, sinceSeconds },
        {
          identity: await operation.identity(),
          signal: caller.signal,
          sessionSignal: this.#shutdown.signal,
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
        },
      );
    } catch (error) {
      throw toLogError(error, query);
    }
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

/** Has the API server itself look for the Pod by its name and by the labels of the resource's pipelines, both. */
async function findPod(
  query: PipelineLogQuery,
  { namespace, labelSelector }: PipelineOwner,
  operation: Operation,
): Promise<Pod> {
  const pods = await operation.allOf(knownKinds.pod, namespace);
  const fieldSelector = `metadata.name=${query.pod}`;
  const own = await pods.list({ labelSelector, fieldSelector });
  const [found] = readPods(own.items);
  if (found) {
    return found;
  }
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
      }, so it has written nothing yet.`,
      hint: 'Try again when it runs.',
      detail: container.message,
    });
  }
}

function notOfThis(query: PipelineLogQuery): SkeError {
  return new SkeError({
    code: 'not-found',
    message: `${describeResourceRef(query)} has no pipeline with a Pod ${query.pod}.`,
    hint: 'Only logs of the pipelines of the resource itself can be read here.',
  });
}

function gone(query: PipelineLogQuery): SkeError {
  return new SkeError({
    code: 'logs-gone',
    message: `Pod ${query.pod} is not there any more, and its logs went with it.`,
    hint: 'Kubernetes removes the Pod of a pipeline that has failed for good. Rerun the pipeline and follow its log while it runs, or look where the cluster’s logs are collected.',
  });
}
