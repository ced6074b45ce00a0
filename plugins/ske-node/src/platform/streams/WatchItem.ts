import type { JsonObject, JsonValue } from '@backstage/types';
import type { StreamEnd } from './StreamLife';

/**
 * A change to one object.
 *
 * @public
 */
export interface ClusterWatchEvent {
  /** In the words of Kubernetes. */
  type: 'ADDED' | 'MODIFIED' | 'DELETED';
  /** As it is now; when it was deleted, as it was last. */
  object: JsonObject;
  /** The same as the API server wrote it, `{"type":…,"object":…}`: to be passed on without being written anew. */
  json: string;
}

/**
 * Nothing changed up to this version: where a watch may go on, should this one end.
 *
 * @public
 */
export interface WatchBookmark {
  /** In the words of Kubernetes. */
  type: 'BOOKMARK';
  /** What a watch may go on from. */
  resourceVersion: string;
}

/**
 * The last that a watch gives, always.
 *
 * @public
 */
export interface WatchEnd extends StreamEnd {
  /** Ours: Kubernetes has none. */
  type: 'END';
}

/**
 * What a watch gives.
 *
 * @public
 */
export type WatchItem = ClusterWatchEvent | WatchBookmark | WatchEnd;

/** The API server ends a watch with a Status. */
export interface WatchError {
  type: 'ERROR';
  status: JsonObject;
}

/** @returns undefined for what is no frame of a watch */
export function parseWatchFrame(
  json: string,
): ClusterWatchEvent | WatchBookmark | WatchError | undefined {
  const frame = parseJson(json);
  if (!isJsonObject(frame) || !isJsonObject(frame.object)) {
    return undefined;
  }
  const { type, object } = frame;
  switch (type) {
    case 'ADDED':
    case 'MODIFIED':
    case 'DELETED':
      return { type, object, json };
    case 'BOOKMARK':
      return readBookmark(object);
    case 'ERROR':
      return { type, status: object };
    default:
      return undefined;
  }
}

function readBookmark({ metadata }: JsonObject): WatchBookmark | undefined {
  const resourceVersion = isJsonObject(metadata)
    ? metadata.resourceVersion
    : undefined;
  return typeof resourceVersion === 'string'
    ? { type: 'BOOKMARK', resourceVersion }
    : undefined;
}

function parseJson(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // The caller of this ends the watch: what the API server sends is always JSON.
  }
}

function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
