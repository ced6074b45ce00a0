import { Button, Text } from '@backstage/ui';
import { useMemo } from 'react';
import { EmptyState, PageSkeleton } from '../parts';
import {
  CoverageNotes,
  isRefused,
  NamespaceNote,
  PromisesNote,
  PromisesRefused,
  summarizeCoverage,
  useRequests,
} from '../requests';
import { useWords } from '../words';
import { NamespaceQuestion } from './NamespaceQuestion';
import { InstallButton, readServices, type Service } from '../offers';
import { ServiceCard } from './ServiceCard';
import { ServiceFilterBar } from './ServiceFilterBar';
import { filterServices, isServiceFiltered } from './serviceFilters';
import styles from './ServicesPage.module.css';
import { useCreateRights } from '../offers';
import { useServiceFilters } from './useServiceFilters';

/** *Services*: what the platform offers, the requests of the user, and where the user may request more. */
export function ServicesPage() {
  const t = useWords();
  const requests = useRequests();
  const { promises, kinds, rows, coverage, namespaces } = requests;
  const revision = promises.items
    .map(({ metadata }) => metadata.resourceVersion)
    .join();
  const rights = useCreateRights(kinds, revision);
  const { filters, setFilters, clear } = useServiceFilters();
  const services = useMemo(
    () => readServices(promises.items, rows),
    [promises.items, rows],
  );
  const summary = useMemo(() => summarizeCoverage(coverage), [coverage]);
  const idOf = useMemo(
    () => new Map(kinds.map(({ promise, id }) => [promise, id])),
    [kinds],
  );
  const rightOf = (service: Service) =>
    rights.get(idOf.get(service.name) ?? '');
  const coverageOf = (service: Service) =>
    coverage.find(({ kind }) => kind.promise === service.name);

  if (promises.items.length === 0) {
    if (isRefused(promises)) {
      return <PromisesRefused size="page" error={promises.error} />;
    }
    return promises.asOf === undefined ? (
      <PageSkeleton shape="page" />
    ) : (
      <EmptyState title={t('services.empty.title')} actions={<InstallButton />}>
        {t('services.empty.text')}
      </EmptyState>
    );
  }
  const shown = filterServices(services, filters, rightOf);
  return (
    <div className={styles.page}>
      <ServiceFilterBar filters={filters} onChange={setFilters} />
      <div className={styles.counts}>
        <Text as="p" role="status" variant="body-medium" color="secondary">
          {isServiceFiltered(filters)
            ? t('services.countOf', {
                count: services.length,
                shown: String(shown.length),
              })
            : t('services.count', { count: services.length })}
        </Text>
        {isServiceFiltered(filters) && (
          <Button variant="tertiary" size="small" onPress={clear}>
            {t('services.filter.clear')}
          </Button>
        )}
        <div className={styles.install}>
          <InstallButton />
        </div>
      </div>
      <PromisesNote promises={promises} />
      <NamespaceQuestion
        rights={rights}
        isLost={summary.isLost}
        namespaces={namespaces}
      />
      <NamespaceNote
        summary={summary}
        kinds={kinds.length}
        namespaces={namespaces}
        unasked={requests.unasked}
        isLoading={requests.isLoading}
      />
      <CoverageNotes summary={summary} />
      {shown.length === 0 ? (
        <EmptyState title={t('services.noMatch.title')}>
          {t('services.noMatch.text')}
        </EmptyState>
      ) : (
        <ul className={styles.services} aria-label={t('services.list')}>
          {shown.map(service => (
            <li key={service.name} className={styles.service}>
              <ServiceCard
                service={service}
                right={rightOf(service)}
                coverage={coverageOf(service)}
              />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
