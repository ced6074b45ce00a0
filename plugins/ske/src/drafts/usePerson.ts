import { useState } from 'react';
import { useWhoAmI } from '../live';

/**
 * A number that changes when another user has signed in. As a React key it makes a page forget what the previous user has typed. The number does
 * not change while it is not known who is signed in.
 */
export function usePerson(): number {
  const user = useWhoAmI().value?.backstageUser;
  const [known, setKnown] = useState({ user, count: 0 });
  if (user !== undefined && user !== known.user) {
    const isOther = known.user !== undefined;
    setKnown({ user, count: known.count + (isOther ? 1 : 0) });
  }
  return known.count;
}
