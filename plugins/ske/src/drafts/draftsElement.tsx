import {
  AppRootElementBlueprint,
  identityApiRef,
  useApi,
} from '@backstage/frontend-plugin-api';
import { useEffect } from 'react';
import { removeDraftsOfOthers } from './DraftStore';

/** Removes the drafts of the previous user when another user has signed in, on any page. The element renders nothing. */
function DraftsOfOthers() {
  const identityApi = useApi(identityApiRef);
  useEffect(() => {
    identityApi.getBackstageIdentity().then(
      ({ userEntityRef }) =>
        removeDraftsOfOthers(sessionStorage, userEntityRef),
      () => {
        // No user has signed in. The form itself removes its drafts too.
      },
    );
  }, [identityApi]);
  return null;
}

/** The element that removes drafts, at the root of the app. */
export const draftsElement = AppRootElementBlueprint.make({
  name: 'drafts',
  params: { element: <DraftsOfOthers /> },
});
