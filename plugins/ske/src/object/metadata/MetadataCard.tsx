import {
  portalAnnotations,
  looksSecret,
} from '@kratix-portal/plugin-ske-common';
import {
  CopyButton,
  DescriptionList,
  RelativeTime,
  SectionCard,
  type Description,
} from '../../parts';
import { MASK } from '../../values';
import { useWords } from '../../words';
import type { ObjectProps } from '../ObjectProps';
import styles from './MetadataCard.module.css';

/** Longer values are cut. */
const MAX_LENGTH = 200;

/** Who requested an object and when, and the labels and annotations of the object. */
export function MetadataCard({ object }: Pick<ObjectProps, 'object'>) {
  const t = useWords();
  const { labels, annotations, creationTimestamp, uid } = object.metadata;
  // The Backstage user and the cluster's user who created the object, as the portal wrote them. They are information, not proof.
  const requestedBy = annotations?.[portalAnnotations.requestedBy];
  const items: Description[] = [
    ...(creationTimestamp === undefined
      ? []
      : [
          {
            term: t('object.metadata.created'),
            details: <RelativeTime at={creationTimestamp} />,
          },
        ]),
    ...(requestedBy === undefined
      ? []
      : [{ term: t('object.metadata.requestedBy'), details: requestedBy }]),
    {
      term: t('object.metadata.uid'),
      details: (
        <span className={styles.uid}>
          {uid} <CopyButton text={uid} what="UID" />
        </span>
      ),
    },
  ];
  return (
    <SectionCard title={t('object.metadata.title')}>
      <DescriptionList items={items} />
      <Pairs title={t('object.metadata.labels')} pairs={labels} />
      <Pairs title={t('object.metadata.annotations')} pairs={annotations} />
    </SectionCard>
  );
}

/** Folded, since few users need the labels and annotations. */
function Pairs(props: {
  title: string;
  pairs: Readonly<Record<string, string>> | undefined;
}) {
  const { title, pairs = {} } = props;
  const t = useWords();
  const entries = Object.entries(pairs);
  if (entries.length === 0) {
    return null;
  }
  return (
    <details className={styles.folded}>
      <summary>
        {t('object.metadata.count', { title, count: entries.length })}
      </summary>
      <ul className={styles.pairs}>
        {entries.map(([key, value]) => (
          <li key={key}>
            <code>
              {key}={readable(key, value)}
            </code>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** kubectl keeps a copy of the whole manifest, which may hold secrets and is longer than the page. */
function readable(key: string, value: string): string {
  const isLong = value.length > MAX_LENGTH;
  return key.endsWith('/last-applied-configuration') ||
    looksSecret(value, [key])
    ? MASK
    : `${value.slice(0, MAX_LENGTH)}${isLong ? '…' : ''}`;
}
