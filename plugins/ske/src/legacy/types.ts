import type { JsonObject } from '@backstage/types';
import type { KratixType } from '../entity';

/**
 * What an entity stands for.
 *
 * @public
 */
export type ResourceType = KratixType;

/**
 * The state of the object of an entity.
 *
 * @public
 */
export enum Stage {
  /** Nothing is known yet. */
  FETCHING = 'fetching',
  /** The object is being deleted, or was deleted while the page showed it. */
  DELETING = 'deleting',
  /** The object exists, or the Promise of the entity does not exist yet. */
  READY = 'ready',
  /** The object cannot be shown. The banner says why. */
  ERROR = 'error',
}

/**
 * The object that an entity stands for, according to the annotations of the entity.
 *
 * @public
 */
export interface EntityIdentifier {
  /** The kind in the spelling of the cluster. */
  kind: string;
  /** Empty for a Promise, which has no namespace. */
  namespace: string;
  /** The name of the object in the cluster. */
  name: string;
  /** Such as `demo.example.com/v1`. Empty if the entity does not name the group and the version. */
  apiVersion: string;
  /** The Template with which the object was requested. Empty if the entity names none. */
  templateName: string;
  /** The repository of the requests, in the format of the scaffolder's `RepoUrlPicker`. */
  requestsRepoUrl?: string;
}

/**
 * Options of {@link useKratixResourceFetcher} and of the tabs.
 *
 * @public
 */
export interface UseKratixResourceFetcherOptions {
  /** What the entity stands for, if the entity does not say it itself. */
  resourceType?: ResourceType;
}

/**
 * The object of an entity, and its state.
 *
 * @public
 */
export interface KratixResourceResult {
  /** The object as the cluster has it; `null` until it is known. It is kept while the object is being deleted. */
  resource: KratixObjectManifest | null;
  /** Empty if there is no message. */
  bannerMessage: string;
  /** Whether there is a message. */
  showBanner: boolean;
  /** The message as an element for the top of a page. */
  banner: JSX.Element;
  /** What the entity stands for. */
  resourceType: ResourceType;
  /** The state of the object. */
  currentStage: Stage;
  /** Sets the stage until the cluster reports the next change of the object, such as `DELETING` after a call that deletes it. */
  setStage: (stage: Stage) => void;
  /** The annotations without which the object is not known. */
  missingKratixAnnotations: string[];
  /** The same as `showBanner`. */
  showDeletionBanner: boolean;
  /** The object that the entity stands for. */
  entityIdentifier: EntityIdentifier;
}

/**
 * The manifest of an object.
 *
 * @public
 */
export interface KratixObjectManifest {
  /** The group and the version. */
  apiVersion: string;
  /** The kind in the spelling of the cluster. */
  kind: string;
  /** The standard metadata of Kubernetes. */
  metadata: {
    name: string;
    namespace?: string;
    uid: string;
    generation?: number;
    creationTimestamp?: string;
    /** Set while the object is being deleted. */
    deletionTimestamp?: string;
    labels?: Readonly<Record<string, string>>;
    annotations?: Readonly<Record<string, string>>;
    finalizers?: readonly string[];
  };
  /** What was requested. */
  spec?: JsonObject;
  /** What Kratix and the pipelines report. */
  status?: JsonObject;
}
