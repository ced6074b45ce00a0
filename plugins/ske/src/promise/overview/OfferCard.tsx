import { Link, Text } from '@backstage/ui';
import { describePromise } from '@kratix-portal/plugin-ske-common';
import { useMemo } from 'react';
import { DescriptionList, SectionCard } from '../../parts';
import { useWords } from '../../words';
import type { PromiseTabProps } from '../tab/PromiseTabProps';
import styles from './cards.module.css';

/** What the Promise is, in the words of its author, and the kind that users request. */
export function OfferCard({ object, linkTo }: PromiseTabProps) {
  const t = useWords();
  const { description, api, owner } = useMemo(
    () => describePromise(object),
    [object],
  );
  return (
    <SectionCard
      title={t('promise.offer.title')}
      actions={
        api && <Link href={linkTo('api')}>{t('promise.offer.allFields')}</Link>
      }
    >
      {description !== undefined && (
        <Text as="p" className={styles.text}>
          {description}
        </Text>
      )}
      {api ? (
        <DescriptionList
          items={[
            { term: t('promise.api.kind'), details: api.kind },
            {
              term: t('promise.api.apiVersion'),
              details: `${api.group}/${api.version}`,
            },
            ...(owner === undefined
              ? []
              : [{ term: t('promise.offer.owner'), details: owner }]),
          ]}
        />
      ) : (
        <Text as="p" color="secondary">
          {t('promise.api.none.text')}
        </Text>
      )}
    </SectionCard>
  );
}
