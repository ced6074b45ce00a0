import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { JsonObject, JsonValue } from '@backstage/types';
import {
  type ConfigureOptions,
  type ConfigureResult,
  createRequestManifest,
  invalidField,
  type ResourceRef,
  SkeError,
} from '@kratix-portal/plugin-ske-common';
import {
  type AgentCall,
  type AgentCalls,
  readObject,
  readPromise,
  requestRef,
} from './AgentCalls';
import { restoreFromCluster } from './restoreFromCluster';
import {
  dryRunField,
  fromClusterFields,
  refFields,
  requestFields,
} from './schemas';
import { FROM_CLUSTER_NOTICE, fromCluster } from './untrusted';
import type { z } from 'zod/v3';

const specField = (zod: typeof z) => ({
  spec: zod
    .record(zod.any())
    .describe('The spec, which follows the schema that get-promise shows'),
});

const writtenFields = (zod: typeof z) => ({
  ...refFields(zod),
  dryRun: zod.boolean(),
  operation: zod.string().describe('created, updated or unchanged'),
  uid: zod.string().optional(),
  entityRef: zod.string().optional().describe('The Component in the catalog'),
  nextStep: zod.string(),
  ...fromClusterFields(zod),
});

/** `create-request`, `update-request` and `delete-request`. Each action is a dry run unless the caller asks for the write. */
export function registerWriteActions(
  registry: ActionsRegistryService,
  calls: AgentCalls,
): void {
  registry.register({
    name: 'create-request',
    title: 'Request something from a Promise',
    description:
      'Creates a resource request of a Promise as the user. By default it is a dry run: the cluster checks the request and nothing is written. Show the result to the user, and call again with dryRun: false only when the user agrees. It never changes a request that exists.',
    attributes: { readOnly: false, destructive: false, idempotent: false },
    schema: {
      input: zod =>
        zod.object({
          ...requestFields(zod),
          ...specField(zod),
          ...dryRunField(zod),
        }),
      output: zod => zod.object(writtenFields(zod)),
    },
    action: ({ credentials, input }) =>
      calls.run(credentials, async call => {
        const { promise, api } = await readPromise(call, input.promise);
        const { namespace, name } = requestRef(api, input);
        const manifest = createRequestManifest({
          promise,
          api,
          name,
          namespace,
          spec: restoreFromCluster(input.spec as JsonValue, undefined),
        });
        const result = await write(call, manifest, {
          dryRun: input.dryRun,
          onExisting: 'fail',
        });
        return {
          output: written(
            call,
            result,
            result.dryRun
              ? 'Nothing was written. Show the request to the user. When the user agrees, call create-request again with dryRun: false.'
              : 'The request exists. get-request shows how far it is.',
          ),
        };
      }),
  });

  registry.register({
    name: 'update-request',
    title: 'Change a request',
    description:
      'Replaces the spec of a resource request as the user. Values that get-request hides or shortens stay as they are if they are sent as they were shown. By default it is a dry run and returns what would change. Show that to the user, and call again with dryRun: false and the resourceVersion of the result only when the user agrees. If another user or process changes the request in between, nothing is written.',
    attributes: { readOnly: false, destructive: true, idempotent: true },
    schema: {
      input: zod =>
        zod.object({
          ...requestFields(zod),
          ...specField(zod),
          ...dryRunField(zod),
          resourceVersion: zod
            .string()
            .optional()
            .describe(
              'The version that the user agreed to change, from the dry run. Required with dryRun: false',
            ),
        }),
      output: zod =>
        zod.object({
          ...writtenFields(zod),
          resourceVersion: zod
            .string()
            .optional()
            .describe('After a dry run: the version that it was made for'),
        }),
    },
    action: ({ credentials, input }) =>
      calls.run(credentials, async call => {
        const { promise, api } = await readPromise(call, input.promise);
        const ref = requestRef(api, input);
        if (!input.dryRun) {
          requireReviewed('resourceVersion', input.resourceVersion);
        }
        const live = await readObject(call, ref);
        const resourceVersion =
          input.resourceVersion ?? live.metadata.resourceVersion;
        const { labels, annotations } = live.metadata;
        call.hidden.add(live.manifest.spec);
        call.hidden.add(annotations);
        const manifest = createRequestManifest({
          promise,
          api,
          name: ref.name,
          namespace: ref.namespace,
          spec: restoreFromCluster(input.spec as JsonValue, live.manifest.spec),
          base: {
            metadata: {
              ...(labels && { labels }),
              ...(annotations && { annotations }),
              resourceVersion,
            },
          },
        });
        const result = await write(call, manifest, { dryRun: input.dryRun });
        return {
          output: {
            ...written(
              call,
              result,
              result.dryRun
                ? 'Nothing was written. Show the changes to the user. When the user agrees, call update-request again with dryRun: false and this resourceVersion.'
                : 'The request is changed. get-request shows how far Kratix is.',
            ),
            ...(result.dryRun && { resourceVersion }),
          },
        };
      }),
  });

  registry.register({
    name: 'delete-request',
    title: 'Delete a request',
    description:
      'Deletes a resource request, and with it what Kratix made for it, as the user. By default it is a dry run: it asks the cluster whether the user may delete the request, and says what would be deleted. Show that to the user, and call again with dryRun: false and the uid of the result only when the user agrees.',
    attributes: { readOnly: false, destructive: true, idempotent: true },
    schema: {
      input: zod =>
        zod.object({
          ...requestFields(zod),
          ...dryRunField(zod),
          uid: zod
            .string()
            .optional()
            .describe(
              'The uid of the request that the user agreed to delete, from the dry run. Required with dryRun: false',
            ),
        }),
      output: zod =>
        zod.object({
          ...refFields(zod),
          dryRun: zod.boolean(),
          uid: zod.string(),
          runsDeletePipeline: zod
            .boolean()
            .describe('Whether a pipeline of the Promise runs at the deletion'),
          nextStep: zod.string(),
          ...fromClusterFields(zod),
        }),
    },
    action: ({ credentials, input }) =>
      calls.run(credentials, async call => {
        const { promise, api } = await readPromise(call, input.promise);
        const ref = requestRef(api, input);
        const { client, options } = call;
        const { uid, spec, finalizers } = input.dryRun
          ? await readForDeletion(call, ref)
          : {
              uid: requireReviewed('uid', input.uid),
              spec: undefined,
              finalizers: undefined,
            };
        if (!input.dryRun) {
          await client.deleteResource({ ...ref, uid }, options);
        }
        return {
          output: {
            ...ref,
            dryRun: input.dryRun,
            uid,
            runsDeletePipeline: hasDeletePipeline(promise.spec),
            nextStep: input.dryRun
              ? 'Nothing was deleted. Tell the user what would be deleted. When the user agrees, call delete-request again with dryRun: false and this uid.'
              : 'The deletion has begun. get-request shows its steps until the request is gone; after that get-request fails with not-found.',
            notice: FROM_CLUSTER_NOTICE,
            fromCluster: input.dryRun
              ? {
                  spec: fromCluster(spec),
                  finalizers: fromCluster(finalizers),
                }
              : {},
          },
        };
      }),
  });
}

async function write(
  { client, options }: AgentCall,
  manifest: JsonObject,
  how: ConfigureOptions,
): Promise<ConfigureResult> {
  return client.configureResource(
    { manifest: JSON.stringify(manifest), unknownFields: 'fail', ...how },
    options,
  );
}

function written(
  { hidden }: AgentCall,
  result: ConfigureResult,
  nextStep: string,
) {
  const { apiVersion, kind, namespace, name } = result;
  const { operation, dryRun, uid, entityRef, changes, notices } = result;
  return {
    apiVersion,
    kind,
    ...(namespace !== undefined && { namespace }),
    name,
    dryRun,
    operation,
    ...(uid !== undefined && { uid }),
    ...(entityRef !== undefined && { entityRef }),
    nextStep,
    notice: FROM_CLUSTER_NOTICE,
    fromCluster: {
      changes: changes.map(change => fromCluster({ ...change })),
      notices: fromCluster(notices.map(notice => hidden.removeFrom(notice))),
    },
  };
}

/** Requires that a write contains the state of the object to which the user agreed: its uid or its resourceVersion. */
function requireReviewed(field: string, value: string | undefined): string {
  if (value === undefined) {
    throw SkeError.invalidInput(
      [invalidField(field, 'is missing')],
      `Call with dryRun: true first, show the result to the user, and send the ${field} of that result.`,
    );
  }
  return value;
}

async function readForDeletion(call: AgentCall, ref: ResourceRef) {
  const { manifest, metadata } = await readObject(call, ref);
  await requireRightToDelete(call, ref);
  return {
    uid: metadata.uid,
    spec: manifest.spec,
    finalizers: metadata.finalizers,
  };
}

/** Asks the cluster with a SelfSubjectAccessReview, and the portal's own rules. */
async function requireRightToDelete(
  { client, options }: AgentCall,
  ref: ResourceRef,
): Promise<void> {
  const { answers } = await client.checkAccess(
    [{ verb: 'delete', ...ref }],
    options,
  );
  const [{ allowed, code = 'forbidden', reason }] = answers;
  if (!allowed) {
    const where = ref.namespace ? ` in namespace ${ref.namespace}` : '';
    throw new SkeError({
      code,
      message: `The user may not delete ${ref.kind} ${ref.name}${where}. Nothing was deleted.`,
      hint: 'Ask the platform team for a role that allows the verb "delete" on this kind.',
      detail: reason,
    });
  }
}

function hasDeletePipeline(spec: object | undefined): boolean {
  const { workflows } = (spec ?? {}) as {
    workflows?: { resource?: { delete?: unknown } };
  };
  const pipelines = workflows?.resource?.delete;
  return Array.isArray(pipelines) && pipelines.length > 0;
}
