import { Link, Text } from '@backstage/ui';
import {
  describePromise,
  readPromiseApi,
} from '@kratix-portal/plugin-ske-common';
import { useMemo } from 'react';
import { promiseRef } from '../kratix';
import { useWatchedObject } from '../object/presence';
import { EmptyState, PageMessage, PageSkeleton } from '../parts';
import { Refusal } from '../refusal';
import { useLinks } from '../routes';
import { useWords } from '../words';
import styles from './NewRequest.module.css';
import { RequestForm } from './RequestForm';

/** The form with which a user requests something of a Promise. */
export function NewRequestPage({ name }: { name: string }) {
  const t = useWords();
  const links = useLinks();
  const ref = useMemo(() => promiseRef(name), [name]);
  const { presence } = useWatchedObject(ref);
  switch (presence.type) {
    case 'loading':
      return <PageSkeleton shape="page" />;
    case 'present':
    case 'deleted': {
      const promise =
        presence.type === 'present' ? presence.object : presence.last.object;
      const { title } = describePromise(promise);
      return (
        <div className={styles.page}>
          <header className={styles.header}>
            <Text as="h2" variant="title-medium">
              {t('newRequest.title', { title })}
            </Text>
            <Link href={links.promise(name)}>
              {t('newRequest.aboutPromise')}
            </Link>
          </header>
          {readPromiseApi({ metadata: { name }, spec: promise.spec }) ? (
            <RequestForm
              promise={promise}
              isGone={presence.type === 'deleted'}
            />
          ) : (
            <EmptyState title={t('newRequest.noApi')} />
          )}
        </div>
      );
    }
    case 'hidden':
    case 'failed':
    case 'unknown-kind':
      return (
        <Refusal
          size="page"
          error={presence.error}
          tried={{ verb: 'get', ...ref, isClusterScoped: true }}
        />
      );
    case 'signed-out':
      return <PageMessage title={t('newRequest.signedOut')} />;
    default:
      return (
        <PageMessage title={t('newRequest.missing', { name })}>
          <Link href={links.services()}>{t('newRequest.allServices')}</Link>
        </PageMessage>
      );
  }
}
