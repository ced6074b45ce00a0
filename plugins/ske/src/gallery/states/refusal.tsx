import { SkeError, skeErrorCodes } from '@kratix-portal/plugin-ske-common';
import type { SkeErrorCode } from '@kratix-portal/plugin-ske-common';
import { Refusal, type Attempt } from '../../refusal';
import type { GalleryEntry } from '../entry/GalleryEntry';

const tried: Attempt = {
  verb: 'list',
  apiVersion: 'storage.example.com/v1',
  kind: 'Bucket',
  plural: 'buckets',
  namespace: 'team-a',
};

const read: Attempt = { ...tried, verb: 'get', name: 'holiday-photos' };

const byRoles = new SkeError({
  code: 'forbidden',
  message:
    'oidc:ada may not list Bucket in namespace team-a on cluster platform.',
  hint: 'Ask the platform team for a role that allows the verb "list" on resource "buckets" of API group "storage.example.com" in namespace team-a.',
  detail:
    'buckets.storage.example.com is forbidden: User "oidc:ada" cannot list resource "buckets" in API group "storage.example.com" in the namespace "team-a"',
  requestId: 'f1a7c0de-0000-4000-8000-000000000001',
});

const byPolicy = new SkeError({
  code: 'forbidden',
  message:
    'The permission policy of this portal does not allow you to list Bucket in namespace team-a (ske.resource.read).',
  hint: 'This is a rule of the portal; the platform cluster was not called.',
});

const byRule = new SkeError({
  code: 'kind-not-allowed',
  message: 'The portal does not give access to kind Secret.',
});

/** Every error in every size. */
export const refusalEntries: readonly GalleryEntry[] = [
  {
    id: 'refusal/page',
    title:
      'A page that the user may not see, because the cluster refused the read',
    element: <Refusal size="page" error={byRoles} tried={tried} />,
    shows: 'Check',
  },
  {
    id: 'refusal/sections',
    title: 'The three kinds of 403, as sections and as lines',
    element: (
      <>
        {(['section', 'line'] as const).map(size => (
          <div key={size}>
            <h2>{size}</h2>
            <Refusal size={size} error={byRoles} tried={tried} />
            <hr />
            <Refusal size={size} error={byPolicy} tried={tried} />
            <hr />
            <Refusal
              size={size}
              error={byRule}
              tried={{ verb: 'list', apiVersion: 'v1', kind: 'Secret' }}
            />
          </div>
        ))}
      </>
    ),
  },
  {
    id: 'refusal/codes',
    title: 'Every error code',
    element: (
      <>
        {(Object.keys(skeErrorCodes) as SkeErrorCode[]).map(code => (
          <Refusal
            key={code}
            size="line"
            error={new SkeError({ code, message: `The error ${code}.` })}
            tried={read}
            onRetry={() => {}}
          />
        ))}
      </>
    ),
  },
];
