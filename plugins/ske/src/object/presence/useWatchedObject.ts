import type { ResourceRef } from '@kratix-portal/plugin-ske-common';
import { useState } from 'react';
import { useObject, type LiveObject } from '../../live';
import { readPresence, type ObjectPresence } from './readPresence';

/** An object as its page sees it. */
export interface WatchedObject {
  readonly live: LiveObject;
  readonly presence: ObjectPresence;
  /** Whether the object that was shown first no longer exists and another object has its name. */
  readonly isReplaced: boolean;
  /** Records that the user has seen that the object is a different one. */
  acceptReplacement(): void;
}

/** Follows one object and notices when another object takes its name. */
export function useWatchedObject(ref: ResourceRef): WatchedObject {
  const live = useObject(ref);
  const presence = readPresence(live);
  const uid =
    presence.type === 'present' ? presence.object.metadata.uid : undefined;
  const [firstUid, setFirstUid] = useState(uid);
  if (firstUid === undefined && uid !== undefined) {
    setFirstUid(uid);
  }
  return {
    live,
    presence,
    isReplaced: uid !== undefined && firstUid !== undefined && uid !== firstUid,
    acceptReplacement: () => setFirstUid(uid),
  };
}
