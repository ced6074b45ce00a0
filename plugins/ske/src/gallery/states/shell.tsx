import { useApi } from '@backstage/frontend-plugin-api';
import { SkeError } from '@kratix-portal/plugin-ske-common';
import { useEffect } from 'react';
import { liveStoreApiRef } from '../../live';
import { ConnectionNotice } from '../../parts';
import type { GalleryEntry } from '../entry/GalleryEntry';
import { whenWatched } from '../entry/whenWatched';
import { fillPlatform } from './requests';

const PATH = '/kratix/services';

const rejected = new SkeError({
  code: 'identity-rejected',
  message: 'The cluster does not accept your sign-in.',
  hint: 'Compare the audience of the token with --oidc-client-id of the API server.',
  requestId: 'f1a7c0de-0000-4000-8000-000000000003',
});

/** The frame of the pages, and the notice of the connection in it. */
export const shellEntries: readonly GalleryEntry[] = [
  {
    id: 'shell/not-found',
    title: 'An address that does not exist',
    path: `${PATH}/s3/nonsense`,
    shows: 'This page does not exist',
  },
  {
    id: 'shell/reconnecting',
    title: 'The connection was lost, and the data stays',
    path: PATH,
    prepare: platform => {
      fillPlatform(platform);
      whenWatched(platform, () => platform.goDown());
    },
    shows: 'The connection was lost.',
  },
  {
    id: 'shell/polling',
    title: 'The backend cannot stream, so lists are read again',
    path: PATH,
    prepare: platform => {
      fillPlatform(platform);
      platform.refuseStreams(
        new SkeError({
          code: 'method-not-allowed',
          message: 'The backend has no POST /watch.',
        }),
      );
    },
    shows: 'Changes appear',
  },
  {
    id: 'shell/signed-out',
    title: 'The session has ended, and the data stays',
    path: PATH,
    prepare: platform => {
      fillPlatform(platform);
      whenWatched(platform, () => platform.endSession());
    },
    shows: 'You are signed out.',
  },
  {
    id: 'shell/tokens-not-accepted',
    title: 'The cluster rejects the tokens, and the page tries again',
    path: PATH,
    prepare: platform => {
      fillPlatform(platform);
      platform.goDown(rejected);
    },
    shows: 'does not accept your sign-in',
  },
  {
    id: 'shell/tokens-rejected',
    title:
      'The notice after the cluster has rejected the tokens for 30 seconds',
    element: <TokensRejected />,
    shows: 'Find out why',
  },
];

function TokensRejected() {
  const { store } = useApi(liveStoreApiRef);
  useEffect(() => store.reportSignedOut(rejected), [store]);
  return <ConnectionNotice isAtEnd />;
}
