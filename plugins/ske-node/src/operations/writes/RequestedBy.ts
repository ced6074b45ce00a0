import type { JsonObject } from '@backstage/types';
import { portalAnnotations } from '@kratix-portal/plugin-ske-common';
import { isObject, metadataOf, type Manifest } from '../../manifests';
import { isPlatformKind } from '../kinds/isPlatformKind';

const NAME = portalAnnotations.requestedBy;

/** The user who makes a write: the Backstage user, and the user name on the cluster if the cluster has sent it. */
export interface Requester {
  userEntityRef: string;
  clusterUser?: string;
}

/**
 * The annotation `kratix-portal.io/requested-by`. Only the portal sets this annotation, when it creates an object. A manifest cannot set or change the
 * annotation, so a manifest that was copied from the request of another user does not copy the name of that user.
 */
export class RequestedBy {
  /** The manifest without the annotation. */
  readonly manifest: Manifest;
  readonly #submitted: string | undefined;
  readonly #isWhole: boolean;

  constructor(manifest: Manifest) {
    const { [NAME]: submitted, ...annotations } = manifest.annotations;
    this.manifest = { ...manifest, annotations };
    this.#submitted = submitted;
    this.#isWhole = manifest.preconditions.resourceVersion !== undefined;
  }

  /**
   * Adds the annotation to a new object. Objects of Kubernetes and of Kratix itself, such as a Promise, do not get it, because they are not requests. Their creation
   * does not wait until the cluster has sent the user name.
   */
  async addTo(
    object: JsonObject,
    readRequester: () => Promise<Requester>,
  ): Promise<JsonObject> {
    if (isPlatformKind(this.manifest.ref)) {
      return object;
    }
    const requester = await readRequester();
    const metadata = metadataOf(object);
    const { annotations } = metadata;
    return {
      ...object,
      metadata: {
        ...metadata,
        annotations: {
          ...(isObject(annotations) && annotations),
          [NAME]: format(requester),
        },
      },
    };
  }

  /** Returns a notice if the manifest and the object have different values of the annotation, or if the manifest was made from the whole object and lacks the annotation. */
  notices(object: JsonObject): string[] {
    const { annotations } = metadataOf(object);
    const current = isObject(annotations) ? annotations[NAME] : undefined;
    const isAsked = this.#submitted !== undefined || this.#isWhole;
    return !isAsked || this.#submitted === current
      ? []
      : [
          `The annotation ${NAME} was not written as submitted: the portal sets it when it creates an object.`,
        ];
  }
}

function format({ userEntityRef, clusterUser }: Requester): string {
  return clusterUser === undefined
    ? userEntityRef
    : `${userEntityRef} (${clusterUser})`;
}
