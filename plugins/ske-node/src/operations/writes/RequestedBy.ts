import type { JsonObject } from '@backstage/types';
import { portalAnnotations } from '@kratix-portal/plugin-ske-common';
import { isObject, metadataOf, type Manifest } from '../../manifests';
import { isPlatformKind } from '../kinds/isPlatformKind';

const NAME = portalAnnotations.requestedBy;

/** The user who asks for a write: the Backstage user, and the user name on the cluster if the cluster has named it. */
export interface Requester {
  userEntityRef: string;
  clusterUser?: string;
}

/**
 * The annotation `kratix-portal.io/requested-by`. The portal alone decides its value, when an object is created. No manifest can set or change it, such
 * as a manifest that was copied from the request of another person.
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
   * Adds the annotation to a new object. Kinds of Kubernetes and of Kratix itself, such as a Promise, are not requested, and their creation does not
   * wait for the cluster's name of the user.
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

  /** A notice if the manifest names another person than the object, or if it was made from the whole object and lacks the annotation. */
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
