import { ButtonLink } from '@backstage/ui';
import { useMemo, useState } from 'react';
import {
  ActionBar,
  ActionResult,
  DeleteDialog,
  isHeld,
  useAction,
  useOffers,
  type ActionName,
} from '../actions';
import { KRATIX_API, promiseRef } from '../kratix';
import { useAccess, type KubernetesObject } from '../live';
import { DisabledReason } from '../parts';
import { useLinks } from '../routes';
import { useWords } from '../words';
import { PromiseConsequences } from './PromiseConsequences';
import styles from './PromiseActions.module.css';

/** What a platform engineer can do with a Promise: upgrade, re-run, pause, resume, delete. */
export function PromiseActions({ object }: { object: KubernetesObject }) {
  const { name, deletionTimestamp } = object.metadata;
  const ref = useMemo(() => promiseRef(name), [name]);
  const sender = useAction(ref, object);
  const [isDeleting, setDeleting] = useState(false);
  const isPaused = isHeld(object);
  const actions = useMemo(
    (): ActionName[] => ['reconcile', isPaused ? 'resume' : 'pause', 'delete'],
    [isPaused],
  );
  const facts = useMemo(() => ({ object }), [object]);
  const offers = useOffers(ref, actions, facts);
  const act = (action: ActionName) => {
    if (action === 'delete') {
      sender.clear();
      setDeleting(true);
    } else if (action !== 'upgrade') {
      void sender.send({ name: action });
    }
  };
  return (
    <div className={styles.stack}>
      <ActionBar offers={offers} busy={sender.busy?.name} onAction={act}>
        {deletionTimestamp === undefined && <Upgrade name={name} />}
      </ActionBar>
      {!isDeleting && (
        <ActionResult resourceRef={ref} object={object} sender={sender} />
      )}
      {isDeleting && (
        <DeleteDialog
          resourceRef={ref}
          object={object}
          sender={sender}
          onClose={() => setDeleting(false)}
        >
          {confirmed => <PromiseConsequences promise={confirmed} />}
        </DeleteDialog>
      )}
    </div>
  );
}

/** The link to the page that upgrades the Promise. */
function Upgrade({ name }: { name: string }) {
  const t = useWords();
  const links = useLinks();
  const [right] =
    useAccess([
      { verb: 'patch', apiVersion: KRATIX_API, kind: 'Promise', name },
    ]).value ?? [];
  const label = t('install.promise.upgrade');
  return right?.allowed === false ? (
    <DisabledReason label={label} reason={t('install.right.patch')} onPress />
  ) : (
    <ButtonLink size="small" variant="secondary" href={links.install(name)}>
      {label}
    </ButtonLink>
  );
}
