import { Link } from '@backstage/ui';
import type { ReactNode } from 'react';
import type { ObjectPresence } from '../object/presence';
import { PageMessage, PageSkeleton } from '../parts';
import { Refusal } from '../refusal';
import { useLinks } from '../routes';
import { useWords } from '../words';
import { promiseRef } from '../kratix';

/** The page of a Promise that does not exist, with a text for each reason. */
export function AbsentPromise(props: {
  name: string;
  presence: Exclude<ObjectPresence, { type: 'present' } | { type: 'deleted' }>;
  /** Shown if the user may not read the cluster: what the catalog has recorded of the Promise. */
  recorded?: ReactNode;
}) {
  const { name, presence, recorded } = props;
  const t = useWords();
  const links = useLinks();
  switch (presence.type) {
    case 'loading':
      return <PageSkeleton shape="page" />;
    case 'hidden':
    case 'failed':
      return (
        <>
          <Refusal
            size="page"
            error={presence.error}
            tried={{ verb: 'get', ...promiseRef(name), isClusterScoped: true }}
          />
          {recorded}
        </>
      );
    case 'signed-out':
      return (
        <>
          <PageMessage
            title={t('promise.absent.signedOut.title')}
            text={t('promise.absent.signedOut.text')}
          />
          {recorded}
        </>
      );
    case 'unknown-kind':
      return (
        <PageMessage
          title={t('promise.absent.noKratix.title')}
          text={t('promise.absent.noKratix.text')}
        />
      );
    default:
      return (
        <PageMessage
          title={t('promise.absent.missing.title', { name })}
          text={t('promise.absent.missing.text')}
        >
          <Link href={links.services()}>{t('promise.absent.all')}</Link>
        </PageMessage>
      );
  }
}
