import { Box, Link, Text } from '@backstage/ui';
import { useId } from 'react';
import { StateBadge } from '../parts';
import type { KindCoverage } from '../requests';
import { useLinks } from '../routes';
import { stateWords, useWords } from '../words';
import type { CreateRight } from '../offers';
import { RequestButton } from '../offers';
import type { Service } from '../offers';
import styles from './ServiceCard.module.css';
import { ServiceCounts } from './ServiceCounts';

/** One Promise: what it is, whether it is available, the requests of the user, and a button to request more. */
export function ServiceCard(props: {
  service: Service;
  right: CreateRight | undefined;
  coverage: KindCoverage | undefined;
}) {
  const t = useWords();
  const words = stateWords(t);
  const links = useLinks();
  const headingId = useId();
  const { service, right, coverage } = props;
  const { name, title, description, state, version } = service;
  // "It can fulfil requests" would be wrong for a Promise that takes none.
  const says = service.api !== undefined || state.state !== 'available';
  return (
    <Box
      as="article"
      bg="neutral"
      className={styles.card}
      aria-labelledby={headingId}
    >
      <div className={styles.head}>
        <Text
          as="h2"
          id={headingId}
          variant="title-x-small"
          className={styles.title}
        >
          <Link
            variant="title-x-small"
            weight="bold"
            href={links.promise(name)}
          >
            {title}
          </Link>
        </Text>
        {version !== undefined && (
          <Text variant="body-small" color="secondary">
            {t('services.version', { version })}
          </Text>
        )}
      </div>
      {description !== undefined && (
        <Text as="p" variant="body-medium" className={styles.description}>
          {description}
        </Text>
      )}
      <div className={styles.state}>
        <StateBadge state={state} />
        {says && (
          <Text as="p" variant="body-small" color="secondary">
            {words.reason(state.parts)}
          </Text>
        )}
      </div>
      <ServiceCounts service={service} coverage={coverage} />
      <div className={styles.foot}>
        <RequestButton service={service} right={right} />
      </div>
    </Box>
  );
}
