import type { AuditorService } from '@backstage/backend-plugin-api';
import type { JsonObject } from '@backstage/types';
import type {
  ConfigureOptions,
  ConfigureResult,
  ResourceRef,
} from '@kratix-portal/plugin-ske-common';
import type { KindsRule, PlatformConfig } from '../config';
import { parseManifest } from '../manifests';
import type { ResourcePermissions } from '../permissions';
import type { PlatformClient } from '../platform';
import { OperationRunner } from './OperationRunner';
import type { OperationCaller } from './OperationCaller';
import { ResourceTarget, toRefMeta } from './ResourceTarget';
import { parseFieldManager, ResourceWriter } from './writes';

/**
 * The operations on one object of the platform cluster: reading, deleting, and making it what a manifest says.
 *
 * @public
 */
export class ResourceService {
  readonly #operations: OperationRunner;

  /** @internal */
  constructor(options: { operations: OperationRunner }) {
    this.#operations = options.operations;
  }

  /**
   * Makes the service for the cluster that the configuration names. Without `kinds`, all kinds pass that are not refused where each user acts as
   * themselves, and Promises and their kinds where all share one identity.
   */
  static create(options: {
    platform: PlatformConfig;
    client: PlatformClient;
    permissions: ResourcePermissions;
    auditor: AuditorService;
    kinds?: KindsRule;
  }): ResourceService {
    return new ResourceService({
      operations: new OperationRunner(options),
    });
  }

  /** Reads one object, of any kind that the portal gives access to. */
  async get(ref: ResourceRef, caller: OperationCaller): Promise<JsonObject> {
    return this.#read(ref, caller, target => target.read());
  }

  /** Reads one object as {@link ResourceService.get} does, and gives its JSON as the cluster wrote it. */
  async getText(ref: ResourceRef, caller: OperationCaller): Promise<string> {
    return this.#read(ref, caller, target => target.readText());
  }

  /**
   * Deletes one object.
   *
   * @returns what the cluster answers: a Status, or the object while its finalizers hold it
   */
  async delete(ref: ResourceRef, caller: OperationCaller): Promise<JsonObject> {
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
   * The cluster checks it in a dry run first, so that a refusal comes before anything is written.
   *
   * @throws SkeError with a code of security.md's error table: `invalid` and `policy-denied` name what is wrong, `conflict` who changed what
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
        ...(options.dryRun && { about: { dryRun: true } }),
      },
      caller,
      async operation => {
        const manifest = parseManifest(manifestText);
        const fieldManager = parseFieldManager(options.fieldManager);
        const target = await operation.find(manifest.ref, ['create', 'update']);
        const writer = new ResourceWriter({
          manifest,
          target,
          options: { ...options, fieldManager },
        });
        const result = await writer.write();
        operation.meta.operation = result.operation;
        return result;
      },
    );
  }

  async #read<T>(
    ref: ResourceRef,
    caller: OperationCaller,
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
