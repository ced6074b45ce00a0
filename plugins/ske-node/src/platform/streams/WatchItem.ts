import type { JsonObject } from '@backstage/types';
import { isObject, parseJson } from '../../manifests/jsonObject';
import type { StreamEnd } from './StreamLife';

/**
 * A change to one object, as the cluster reports it.
 *
 * @public
 */
export interface ClusterWatchEvent {
  /** As in Kubernetes. */
  type: 'ADDED' | 'MODIFIED' | 'DELETED';
  /** The current state of the object, or the last state of a deleted object. */
  object: JsonObject;
  /** The text that the API server sent, `{"type":…,"object":…}`, so that it can be passed on without being serialized again. */
  json: string;
}

/**
 * All changes up to this resourceVersion have been reported: a later watch can start here.
 *
 * @public
 */
export interface WatchBookmark {
  /** As in Kubernetes. */
  type: 'BOOKMARK';
  /** The resourceVersion from which another watch can start. */
  resourceVersion: string;
}

/**
 * The last item of every watch.
 *
 * @public
 */
export interface WatchEnd extends StreamEnd {
  /** Not a type of Kubernetes. */
  type: 'END';
}

/**
 * An item of a watch.
 *
 * @public
 */
export type WatchItem = ClusterWatchEvent | WatchBookmark | WatchEnd;

/** The API server ends a watch with a Status. */
export interface WatchError {
  type: 'ERROR';
  status: JsonObject;
}

/** An event of a type that Kubernetes may add later, with or without an object. Clients ignore these. */
export interface UnknownEvent {
  type: 'UNKNOWN';
}

/** @returns undefined when the text is not a frame of a watch */
export function parseWatchFrame(
  json: string,
): ClusterWatchEvent | WatchBookmark | WatchError | UnknownEvent | undefined {
  const frame = parseJson(json);
  if (!isObject(frame) || typeof frame.type !== 'string') {
    return undefined;
  }
  const { type, object } = frame;
  switch (type) {
    case 'ADDED':
    case 'MODIFIED':
    case 'DELETED':
      return isObject(object) ? { type, object, json } : undefined;
    case 'BOOKMARK':
      return isObject(object) ? readBookmark(object) : undefined;
    case 'ERROR':
      return isObject(object) ? { type, status: object } : undefined;
    default:
      return { type: 'UNKNOWN' };
  }
}

function readBookmark({ metadata }: JsonObject): WatchBookmark | undefined {
  const resourceVersion = isObject(metadata)
    ? metadata.resourceVersion
    : undefined;
  return typeof resourceVersion === 'string'
    ? { type: 'BOOKMARK', resourceVersion }
    : undefined;
}
