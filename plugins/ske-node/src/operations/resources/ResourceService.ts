import type { JsonObject } from '@backstage/types';
import type {
  ConfigureOptions,
  ConfigureResult,
  DeleteInput,
  ResourceRef,
} from '@kratix-portal/plugin-ske-common';
import { isObject, metadataOf, parseManifest } from '../../manifests';
import { auditedRef } from '../audit/auditedRef';
import type { OperationCaller } from '../audit/OperationCaller';
import type { OperationRunner } from '../operation/OperationRunner';
import { parseFieldManager, ResourceWriter } from '../writes';

/**
 * Reads, writes and deletes single objects of the platform cluster.
 *
 * @public
 */
export class ResourceService {
  readonly #operations: OperationRunner;

  /** @internal */
  constructor(options: { operations: OperationRunner }) {
    this.#operations = options.operations;
  }

  /** Reads one object, of any kind that the portal gives access to, as the JSON text that the cluster sent. */
  async getText(ref: ResourceRef, caller: OperationCaller): Promise<string> {
    return this.#operations.run(
      {
        eventId: 'resource-read',
        severityLevel: 'low',
        verb: 'get',
        subject: auditedRef(ref),
      },
      caller,
      async operation => {
        const target = await operation.find(ref, ['read']);
        return target.readText();
      },
    );
  }

  /**
   * Deletes one object. `uid` and `resourceVersion` are preconditions: if the object does not match them, it is not deleted.
   *
   * @returns the cluster's response: a Status, or the object while its finalizers keep it
   */
  async delete(
    input: DeleteInput,
    caller: OperationCaller,
  ): Promise<JsonObject> {
    const { uid, resourceVersion, ...object } = input;
    return this.#operations.run(
      {
        eventId: 'resource-delete',
        severityLevel: 'medium',
        verb: 'delete',
        subject: auditedRef(object),
      },
      caller,
      async operation => {
        const target = await operation.find(object, ['delete']);
        const deleted = await target.delete({ uid, resourceVersion });
        operation.audit.uidFound(uidOf(deleted));
        return deleted;
      },
    );
  }

  /**
   * Writes a manifest: creates the object, or updates the fields in which it differs.
   *
   * The cluster checks the write in a dry run first, so that a rejected manifest changes nothing.
   *
   * @throws SkeError: `invalid` and `policy-denied` list the faults, `conflict` lists the changed fields and their field managers
   */
  async configure(
    manifestText: string,
    caller: OperationCaller,
    options: ConfigureOptions = {},
  ): Promise<ConfigureResult> {
    return this.#operations.run(
      {
        eventId: 'resource-configure',
        severityLevel: 'medium',
        verb: 'configure',
        ...(options.dryRun && { subject: { dryRun: true } }),
      },
      caller,
      async operation => {
        const manifest = parseManifest(manifestText);
        const fieldManager = parseFieldManager(options.fieldManager);
        const target = await operation.find(manifest.ref, ['create', 'update']);
        const writer = new ResourceWriter({
          manifest,
          target,
          readRequester: () => operation.readRequester(),
          options: { ...options, fieldManager },
        });
        const result = await writer.write();
        operation.audit.manifestWritten(result.operation);
        operation.audit.uidFound(result.uid);
        return result;
      },
    );
  }
}

/** The API server responds to a deletion with a Status, or with the object while finalizers keep it. Both contain the uid. */
function uidOf(deleted: JsonObject): string | undefined {
  const { uid } =
    deleted.kind === 'Status' && isObject(deleted.details)
      ? deleted.details
      : metadataOf(deleted);
  return typeof uid === 'string' ? uid : undefined;
}
