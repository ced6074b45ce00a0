import { isLabelSet, kratixLabels } from '@kratix-portal/plugin-ske-common';
import { useMemo, useState } from 'react';
import {
  ActionBar,
  ActionResult,
  actionsFor,
  DeleteDialog,
  Failure,
  listRevisions,
  UpgradeDialog,
  useAction,
  useOffers,
  type ActionName,
  type ActionSender,
} from '../../actions';
import { KRATIX_API } from '../../kratix';
import { CopyAsNew } from '../../offers';
import { MissingPart } from '../../object/missing';
import type { ObjectProps } from '../../object/ObjectProps';
import { textAt } from '../../values';
import { promiseNameOf, usePromiseOf } from '../request/usePromiseOf';
import { useVersions, type UsedVersions } from '../version/useVersions';
import { Consequences } from './Consequences';
import { readVersionChoice } from './readVersionChoice';

/** What the user can do with a request: re-run, pause or resume, upgrade, delete. */
export function ResourceActions({ resourceRef, object }: ObjectProps) {
  const { object: promise, status } = usePromiseOf(object);
  const isPromiseExpected =
    promise !== undefined ||
    (status === 'loading' && promiseNameOf(object) !== undefined);
  const versions = useVersions(object);
  const sender = useAction(resourceRef, object);
  const [open, setOpen] = useState<'delete' | 'upgrade'>();
  const choice = readVersionChoice(versions);
  const isPromisePaused = isLabelSet(
    promise?.metadata.labels,
    kratixLabels.paused,
  );
  const facts = useMemo(
    () => ({
      object,
      isPromisePaused,
      ...(choice && { versions: choice }),
    }),
    [object, isPromisePaused, choice],
  );
  const actions = useMemo(() => actionsFor(facts), [facts]);
  const offers = useOffers(resourceRef, actions, facts);
  const start = (action: ActionName) => {
    sender.clear();
    if (action === 'delete' || action === 'upgrade') {
      setOpen(action);
    } else {
      sender.send({ name: action });
    }
  };
  const isOpen = open !== undefined;
  return (
    <>
      <ActionBar offers={offers} busy={sender.busy?.name} onAction={start}>
        {isPromiseExpected && <CopyAsNew object={object} promise={promise} />}
      </ActionBar>
      {!isOpen && (
        <ActionResult
          resourceRef={resourceRef}
          object={object}
          binding={versions.binding.binding}
          sender={sender}
        />
      )}
      {open === 'delete' && (
        <DeleteDialog
          resourceRef={resourceRef}
          object={object}
          sender={sender}
          onClose={() => setOpen(undefined)}
        >
          {confirmed => (
            <Consequences resourceRef={resourceRef} object={confirmed} />
          )}
        </DeleteDialog>
      )}
      {open === 'upgrade' && (
        <UpgradeRequest
          resourceRef={resourceRef}
          object={object}
          versions={versions}
          sender={sender}
          onClose={() => setOpen(undefined)}
        />
      )}
    </>
  );
}

function UpgradeRequest(
  props: ObjectProps & {
    versions: UsedVersions;
    sender: ActionSender;
    onClose(): void;
  },
) {
  const { resourceRef, versions, sender, onClose } = props;
  const { binding, revisions } = versions;
  const confirm = async (version: string) => {
    if (await sender.send({ name: 'upgrade', version })) {
      onClose();
    }
  };
  return (
    <UpgradeDialog
      name={resourceRef.name}
      revisions={listRevisions(revisions.items)}
      applied={versions.versions.applied}
      wanted={textAt(binding.binding, 'spec', 'version')}
      isBusy={sender.busy !== undefined}
      onConfirm={confirm}
      onClose={onClose}
    >
      {revisions.status === 'refused' && revisions.error && (
        <MissingPart
          error={revisions.error}
          tried={{
            verb: 'list',
            apiVersion: KRATIX_API,
            kind: 'PromiseRevision',
            isClusterScoped: true,
          }}
        />
      )}
      {sender.failed && (
        <Failure resourceRef={resourceRef} failed={sender.failed} />
      )}
    </UpgradeDialog>
  );
}
