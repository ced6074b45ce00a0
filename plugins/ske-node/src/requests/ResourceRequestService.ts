import type { AuditorService } from '@backstage/backend-plugin-api';
import type { JsonObject } from '@backstage/types';
import type { ResourceRef } from '@kratix-portal/plugin-ske-common';
import type { PlatformConfig } from '../config';
import { parseManifest } from '../manifests';
import type { ResourcePermissions } from '../permissions';
import type { PlatformClient } from '../platform';
import { OperationRunner } from './OperationRunner';
import type { RequestCaller } from './RequestCaller';
import { ResourceTarget, toRefMeta } from './ResourceTarget';
import { ConfigureResult, ResourceWriter } from './ResourceWriter';

/**
 * The operations on one object of the platform cluster: reading, deleting, and making it what a manifest says.
 *
 * @public
 */
export class ResourceRequestService {
  readonly #operations: OperationRunner;

  /** @internal */
  constructor(options: { operations: OperationRunner }) {
    this.#operations = options.operations;
  }

  /** Makes the service for the cluster that the configuration names. */
  static create(options: {
    platform: PlatformConfig;
    client: PlatformClient;
    permissions: ResourcePermissions;
    auditor: AuditorService;
  }): ResourceRequestService {
    return new ResourceRequestService({
      operations: new OperationRunner(options),
    });
  }

  /** Reads one object, of any kind that the portal gives access to. */
  async get(ref: ResourceRef, caller: RequestCaller): Promise<JsonObject> {
    return this.#read(ref, caller, target => target.read());
  }

  /** Reads one object as {@link ResourceRequestService.get} does, and gives its JSON as the cluster wrote it. */
  async getText(ref: ResourceRef, caller: RequestCaller): Promise<string> {
    return this.#read(ref, caller, target => target.readText());
  }

  /**
   * Deletes one object.
   *
   * @returns what the cluster answers: a Status, or the object while its finalizers hold it
   */
  async delete(ref: ResourceRef, caller: RequestCaller): Promise<JsonObject> {
    return this.#operations.run(
      {
        eventId: 'resource-delete',
        severityLevel: 'medium',
        verb: 'delete',
        about: toRefMeta(ref),
      },
      caller,
      async operation => {
        const target = await operation.find(ref, ['delete']);
        return target.delete();
      },
    );
  }

  /**
   * Makes the cluster have what a manifest says: creates the object, or changes it where it differs.
   *
   * Only a 404 of the API server leads to a create; every other refusal of the read stays what it is.
   */
  async configure(
    manifestText: string,
    caller: RequestCaller,
  ): Promise<ConfigureResult> {
    return this.#operations.run(
      {
        eventId: 'resource-configure',
        severityLevel: 'medium',
        verb: 'configure',
      },
      caller,
      async operation => {
        const manifest = parseManifest(manifestText);
        const target = await operation.find(manifest.ref, ['create', 'update']);
        const result = await new ResourceWriter(manifest, target).write();
        operation.meta.operation = result.operation;
        return result;
      },
    );
  }

  async #read<T>(
    ref: ResourceRef,
    caller: RequestCaller,
    read: (target: ResourceTarget) => Promise<T>,
  ): Promise<T> {
    return this.#operations.run(
      {
        eventId: 'resource-read',
        severityLevel: 'low',
        verb: 'get',
        about: toRefMeta(ref),
      },
      caller,
      async operation => read(await operation.find(ref, ['read'])),
    );
  }
}
