import type { DeletionBlock } from '@kratix-portal/plugin-ske-common';
import { Button } from '@backstage/ui';
import { useMemo } from 'react';
import {
  ActionResult,
  useAction,
  useOffers,
  type ActionName,
} from '../../actions';
import { DisabledReason, ToneNotice } from '../../parts';
import { useWords } from '../../words';
import type { ObjectProps } from '../ObjectProps';
import styles from './DeletionCard.module.css';

/** Why a deletion does not continue. */
export type Stuck = DeletionBlock | 'controller-silent';

/** The action that continues the deletion. A finalizer has no such action, because only the owner of the finalizer may remove it. */
const ACTIONS: Readonly<Partial<Record<Stuck, ActionName>>> = {
  paused: 'resume',
  'delete-pipeline-suspended': 'resume',
  'delete-pipeline-failed': 'reconcile',
};

/** Says why a deletion does not continue and what the user can do, with a button for it. */
export function DeletionHelp(
  props: ObjectProps & {
    stuck: Stuck;
    /** The finalizer that the deletion waits for. */
    finalizer: string;
    manager?: string;
  },
) {
  const { stuck, finalizer, manager, resourceRef, object } = props;
  const t = useWords();
  const action = ACTIONS[stuck];
  const text =
    stuck === 'foreign-finalizer' && manager !== undefined
      ? t('object.deletion.help.foreign-finalizer-of', { finalizer, manager })
      : t(`object.deletion.help.${stuck}`, { finalizer });
  return (
    <div className={styles.help}>
      <ToneNotice tone="attention">{text}</ToneNotice>
      {action && (
        <Remedy action={action} resourceRef={resourceRef} object={object} />
      )}
    </div>
  );
}

function Remedy(props: ObjectProps & { action: ActionName }) {
  const { action, resourceRef, object } = props;
  const t = useWords();
  const sender = useAction(resourceRef, object);
  const actions = useMemo(() => [action], [action]);
  const facts = useMemo(() => ({ object }), [object]);
  const [{ reason }] = useOffers(resourceRef, actions, facts);
  const label = t(
    action === 'resume' ? 'object.deletion.resume' : 'object.deletion.runAgain',
  );
  return (
    <>
      {reason === undefined ? (
        <div>
          <Button
            size="small"
            variant="secondary"
            isPending={sender.busy !== undefined}
            onPress={() => {
              if (action !== 'upgrade') {
                sender.send({ name: action });
              }
            }}
          >
            {label}
          </Button>
        </div>
      ) : (
        <DisabledReason label={label} reason={reason} />
      )}
      <ActionResult resourceRef={resourceRef} object={object} sender={sender} />
    </>
  );
}
