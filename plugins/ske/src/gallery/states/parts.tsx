import { Button, Flex } from '@backstage/ui';
import {
  CopyButton,
  DescriptionList,
  DisabledReason,
  Duration,
  EmptyState,
  lazyPart,
  Markdown,
  PageSkeleton,
  RelativeTime,
  RowsTable,
  SectionCard,
  ToneBadge,
  ToneNotice,
  type Tone,
} from '../../parts';
import type { GalleryEntry } from '../entry/GalleryEntry';

const tones: readonly (readonly [Tone, string])[] = [
  ['positive', 'Ready'],
  ['progress', 'In progress'],
  ['attention', 'Suspended'],
  ['negative', 'Failed'],
  ['neutral', 'Paused'],
];

const minutesAgo = (minutes: number) => Date.now() - minutes * 60_000;

const conditions = [
  {
    type: 'Reconciled',
    status: 'False',
    reason: 'ConfigureWorkflowFailed',
    message: 'A resource/configure Pipeline has failed: configure-database',
    since: minutesAgo(2),
  },
  {
    type: 'WorksSucceeded',
    status: 'Unknown',
    reason: 'WorksPending',
    message: 'Some works associated with this resource are not ready: [work-1]',
    since: minutesAgo(30),
  },
];

const LostPart = lazyPart(() =>
  Promise.reject<() => null>(
    new Error(
      'Loading chunk 4217 failed. (error: https://portal.example.com/static/4217.8d1a02c7.chunk.js)',
    ),
  ),
);

/** The small parts. */
export const partsEntries: readonly GalleryEntry[] = [
  {
    id: 'parts/tones',
    title: 'Tones',
    element: (
      <Flex direction="column" gap="4">
        <Flex gap="2" style={{ flexWrap: 'wrap' }}>
          {tones.map(([tone, word]) => (
            <ToneBadge key={tone} tone={tone}>
              {word}
            </ToneBadge>
          ))}
        </Flex>
        {tones.map(([tone, word]) => (
          <ToneNotice
            key={tone}
            tone={tone}
            actions={
              <Button size="small" variant="secondary">
                Try now
              </Button>
            }
          >
            {word}: a sentence that says what happened, and that is long enough
            to need a second line on a narrow screen.
          </ToneNotice>
        ))}
      </Flex>
    ),
  },
  {
    id: 'parts/not-loaded',
    title: 'A part of a page whose program could not be loaded',
    element: (
      <SectionCard title="Graph">
        <LostPart />
      </SectionCard>
    ),
    shows: 'This part of the page could not be loaded.',
  },
  {
    id: 'parts/section',
    title: 'A section with a table, terms and times',
    element: (
      <Flex direction="column" gap="4">
        <SectionCard
          title="Conditions"
          status="The marked condition decides the state."
          actions={
            <Button size="small" variant="secondary">
              Refresh
            </Button>
          }
        >
          <RowsTable
            aria-label="Conditions"
            rows={conditions}
            rowKey={({ type }) => type}
            isMarked={({ type }) => type === 'Reconciled'}
            columns={[
              {
                id: 'type',
                title: 'Type',
                isRowHeader: true,
                cell: ({ type }) => type,
              },
              {
                id: 'status',
                title: 'Status',
                cell: ({ status }) => status,
                width: '6rem',
              },
              {
                id: 'message',
                title: 'Message',
                cell: ({ reason, message }) => `${reason}: ${message}`,
              },
              {
                id: 'since',
                title: 'Since',
                cell: ({ since }) => <RelativeTime at={since} inTable />,
                width: '8rem',
              },
            ]}
          />
        </SectionCard>
        <SectionCard title="Connection details">
          <DescriptionList
            items={[
              {
                term: 'Endpoint',
                details: (
                  <>
                    photos.storage.example.com:9000{' '}
                    <CopyButton
                      what="the endpoint"
                      text="photos.storage.example.com:9000"
                    />
                  </>
                ),
              },
              {
                term: 'Created',
                details: <RelativeTime at={minutesAgo(90)} />,
              },
              {
                term: 'Took',
                details: <Duration from={minutesAgo(90)} to={minutesAgo(25)} />,
              },
            ]}
          />
        </SectionCard>
        <SectionCard title="Events" level={3}>
          <EmptyState
            title="No events"
            actions={
              <DisabledReason
                label="Run again"
                reason="You may not update Buckets in the namespace team-a."
              />
            }
          >
            Kubernetes removes events after an hour.
          </EmptyState>
        </SectionCard>
      </Flex>
    ),
  },
  {
    id: 'parts/skeletons',
    title: 'Skeletons',
    element: (
      <Flex direction="column" gap="4">
        <PageSkeleton shape="page" />
        <PageSkeleton shape="rows" />
      </Flex>
    ),
  },
  {
    id: 'parts/markdown',
    title: 'Markdown of an author',
    element: (
      <Markdown>
        {
          'A **bucket** in the object store.\n\n- cheap\n- [documented](https://example.com)\n\n<script>alert(1)</script> ![pixel](https://example.com/pixel.png)'
        }
      </Markdown>
    ),
    shows: 'cheap',
  },
];
