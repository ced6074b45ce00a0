import { Button, Text } from '@backstage/ui';
import {
  describePromise,
  formatApiVersion,
  SkeError,
} from '@kratix-portal/plugin-ske-common';
import { useMemo } from 'react';
import { useAccess } from '../live';
import { SectionCard } from '../parts';
import { Refusal } from '../refusal';
import { useWords, type Words } from '../words';
import styles from './NewRequest.module.css';
import type { RequestableKind } from './useRequestKind';

/** Replaces the form for a user who may create a request in no namespace. The page says which permission is missing, who refused it, and whom to ask. */
export function NoRight(props: {
  requestable: RequestableKind;
  /** The number of namespaces in which the portal has checked the right. */
  asked: number;
  /** Called when the user wants to fill in the form nevertheless. */
  onContinue(): void;
}) {
  const { requestable, asked, onContinue } = props;
  const { api } = requestable;
  const t = useWords();
  const question = {
    verb: 'create' as const,
    apiVersion: formatApiVersion(api),
    kind: api.kind,
  };
  const [answer] = useAccess([question]).value ?? [];
  const { code = 'forbidden', reason } = answer ?? {};
  const hint = describeNowhere(t, requestable, asked);
  const error = useMemo(
    () =>
      new SkeError({
        code,
        message: reason ?? '',
        hint,
        // An answer without a code comes from the cluster.
        ...(answer?.code === undefined && { detail: reason ?? '' }),
      }),
    [answer, code, reason, hint],
  );
  return (
    <>
      <Refusal
        size="page"
        error={error}
        tried={{
          ...question,
          plural: api.plural,
          isClusterScoped: api.scope === 'Cluster',
        }}
      />
      <SectionCard title={t('newRequest.noRight.form.title')}>
        <div className={styles.prepare}>
          <Text as="p" variant="body-medium">
            {t('newRequest.noRight.form.text')}
          </Text>
          <Button variant="secondary" onPress={onContinue}>
            {t('newRequest.noRight.form.open')}
          </Button>
        </div>
      </SectionCard>
    </>
  );
}

function describeNowhere(
  t: Words,
  { api, promise }: RequestableKind,
  asked: number,
): string {
  const { owner } = describePromise(promise);
  const resource = `${api.plural}.${api.group}`;
  return [
    api.scope === 'Cluster' || asked === 0
      ? undefined
      : t('services.right.nowhere', { resource, count: asked }),
    owner === undefined ? undefined : t('services.right.askOwner', { owner }),
  ]
    .filter(text => text !== undefined)
    .join(' ');
}
