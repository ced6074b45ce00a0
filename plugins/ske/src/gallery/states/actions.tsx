import { SkeError } from '@kratix-portal/plugin-ske-common';
import { useState } from 'react';
import {
  ActionBar,
  ConfirmDialog,
  Failure,
  UpgradeDialog,
} from '../../actions';
import { BulkDialog, type BulkItem } from '../../bulkActions';
import { KRATIX_API } from '../../kratix';
import { useCollection, useObject, type KubernetesObject } from '../../live';
import { designedStates, ref } from '../../resource/__testUtils__';
import { Consequences } from '../../resource/actions/Consequences';
import type { GalleryEntry } from '../entry/GalleryEntry';

const at = (secondsAgo: number) =>
  new Date(Date.now() - secondsAgo * 1_000).toISOString();

const setUp = (id: string) =>
  designedStates.find(each => each.id === id)!.setUp;

const nothing = () => {};

const PROMISES = { apiVersion: KRATIX_API, kind: 'Promise' };

/** Long enough for a user to press *Stop*. */
const SECONDS_OF_WRITE = 2;

const lost = new SkeError({
  code: 'timeout',
  message: 'The cluster did not respond in time.',
});

function DeleteDialog() {
  const { object } = useObject(ref);
  return object ? (
    <ConfirmDialog
      title="Delete Database orders"
      expected="orders"
      confirm="Delete"
      isBusy={false}
      onConfirm={nothing}
      onClose={nothing}
    >
      <Consequences resourceRef={ref} object={object} />
    </ConfirmDialog>
  ) : null;
}

function item(name: string, labels: Record<string, string> = {}): BulkItem {
  const object: KubernetesObject = {
    apiVersion: ref.apiVersion,
    kind: ref.kind,
    metadata: {
      name,
      namespace: ref.namespace,
      uid: name,
      labels: { 'kratix.io/promise-name': 'database', ...labels },
    },
  };
  return {
    id: name,
    ref: { ...ref, name },
    object,
    promise: 'database',
    isPromisePaused: false,
    hasVersion: true,
    upgradeTo: 'v1.5.0',
  };
}

function Bulk({ action }: { action: 'reconcile' | 'delete' }) {
  const [items] = useState(() => [
    item('orders'),
    item('invoices', { 'kratix.io/paused': 'true' }),
    item('customers'),
  ]);
  const { items: promises } = useCollection(PROMISES);
  return (
    <BulkDialog
      action={action}
      items={items}
      promises={promises}
      onClose={nothing}
    />
  );
}

/** More requests than are sent at once. */
function ManyBulk() {
  const [items] = useState(() =>
    Array.from({ length: 7 }, (_, index) => item(`orders-${index + 1}`)),
  );
  return (
    <BulkDialog
      action="reconcile"
      items={items}
      promises={[]}
      onClose={nothing}
    />
  );
}

/** What a user can do with a request, and how it ended. */
export const actionsEntries: readonly GalleryEntry[] = [
  {
    id: 'actions/denied',
    title: 'Actions that the user cannot use, with the reasons',
    element: (
      <ActionBar
        onAction={nothing}
        offers={[
          {
            action: 'reconcile',
            reason:
              'You do not have the right to patch Database objects in team-orders.',
          },
          {
            action: 'pause',
            reason:
              'You do not have the right to patch Database objects in team-orders.',
          },
          { action: 'upgrade', reason: 'Its Promise has no versions.' },
          { action: 'delete' },
        ]}
      />
    ),
    shows: 'no versions',
  },
  {
    id: 'actions/unclear',
    title: 'No response arrived, and the object does not show what happened',
    element: (
      <Failure
        resourceRef={ref}
        failed={{
          action: { name: 'reconcile' },
          outcome: { type: 'unclear', error: lost },
        }}
        onClose={nothing}
      />
    ),
    shows: 'no response arrived',
  },
  {
    id: 'actions/delete',
    title: 'What goes with a request, before it is deleted',
    prepare: platform => setUp('ready')(platform, at),
    element: <DeleteDialog />,
    shows: 'worker-eu-1',
  },
  {
    id: 'actions/delete-partly-refused',
    title: 'A deletion whose consequences could not be listed',
    prepare: platform => {
      setUp('stuck-paused')(platform, at);
      platform.refuse({ kind: 'Work' });
    },
    element: <DeleteDialog />,
    shows: 'You may not list Work',
  },
  {
    id: 'actions/upgrade',
    title: 'The choice of a version, with the notes of its author',
    element: (
      <UpgradeDialog
        name="orders"
        applied="v1.4.0"
        wanted="v1.4.0"
        isBusy={false}
        revisions={[
          {
            version: 'v1.5.0',
            isLatest: true,
            note: 'Backups every hour.\nThe database restarts once.',
            createdAt: at(86_400),
          },
          { version: 'v1.4.0', isLatest: false, createdAt: at(864_000) },
        ]}
        onConfirm={nothing}
        onClose={nothing}
      />
    ),
    shows: 'Backups every hour',
  },
  {
    id: 'actions/bulk',
    title: 'A re-run of many requests, of which one is paused and one refused',
    prepare: platform => {
      platform.access = ({ name }) => ({ allowed: name !== 'customers' });
    },
    element: <Bulk action="reconcile" />,
    shows: 'do not have the right',
  },
  {
    id: 'actions/bulk-done',
    title:
      'The results of a re-run of many requests, of which the cluster refuses one',
    prepare: platform => {
      platform.write = async (_method, input) => {
        if ((input as { name: string }).name === 'customers') {
          throw new SkeError({
            code: 'forbidden',
            message: 'You may not change Database customers in team-orders.',
          });
        }
        return {} as never;
      };
    },
    element: <Bulk action="reconcile" />,
    play: user => user.press('Re-run (2)'),
    shows: 'Accepted: 1. Failed: 1.',
  },
  {
    id: 'actions/bulk-running',
    title: 'A re-run of many requests that waits for responses',
    prepare: platform => {
      platform.write = () => new Promise(() => {});
    },
    element: <ManyBulk />,
    play: user => user.press('Re-run (7)'),
    shows: 'Stop',
  },
  {
    id: 'actions/bulk-stopped',
    title: 'A re-run of many requests that the user has stopped',
    prepare: platform => {
      platform.write = async () => {
        await new Promise(done => setTimeout(done, SECONDS_OF_WRITE * 1_000));
        return {} as never;
      };
    },
    element: <ManyBulk />,
    play: async user => {
      await user.press('Re-run (7)');
      await user.press('Stop');
    },
    shows: 'Not sent: 3.',
  },
  {
    id: 'actions/bulk-delete',
    title: 'A deletion of many requests asks for their number',
    element: <Bulk action="delete" />,
    shows: 'Type “delete 3”',
  },
];
