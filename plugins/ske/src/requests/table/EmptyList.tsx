import { Button, ButtonLink } from '@backstage/ui';
import { EmptyState, useLocale } from '../../parts';
import { useLinks } from '../../routes';
import { useWords } from '../../words';
import type { CoverageSummary } from '../completeness';
import type { Requests } from '../data';
import { AddedNamespaces, Refusals, NamespaceForm } from '../notes';

/** Says why there are no rows. `undefined` for a list that has rows. */
export function EmptyList(props: {
  requests: Requests;
  summary: CoverageSummary;
  total: number;
  /** The name of the Promise that the list is about. */
  promise?: string;
  onClear(): void;
}) {
  const t = useWords();
  const locale = useLocale();
  const links = useLinks();
  const { requests, summary, total, promise, onClear } = props;
  if (summary.isLost) {
    return <WhichNamespace requests={requests} summary={summary} />;
  }
  if (total > 0) {
    return (
      <EmptyState
        title={t('requests.noMatch.title')}
        actions={
          <Button variant="secondary" onPress={onClear}>
            {t('requests.filter.clear')}
          </Button>
        }
      >
        {t('requests.noMatch.text', {
          formatted: total.toLocaleString(locale),
        })}
      </EmptyState>
    );
  }
  if (summary.failed.length > 0) {
    // The notes say what is missing. Whether there are requests is not known.
    return null;
  }
  if (promise !== undefined) {
    const key = emptyKey(requests, summary);
    return (
      <EmptyState title={t(`requests.${key}.title`)}>
        {t(`requests.${key}.text`)}
      </EmptyState>
    );
  }
  if (requests.kinds.length === 0) {
    return (
      <EmptyState title={t('requests.noPromises.title')}>
        {t('requests.noPromises.text')}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title={t('requests.empty.title')}
      actions={
        <ButtonLink variant="primary" href={links.services()}>
          {t('requests.empty.services')}
        </ButtonLink>
      }
    >
      {t('requests.empty.text')}
    </EmptyState>
  );
}

function emptyKey(requests: Requests, { notServed }: CoverageSummary) {
  if (requests.kinds.length === 0) {
    return 'noApi';
  }
  return notServed.length > 0 ? 'notServed' : 'emptyPromise';
}

/** Shown to a user with rights in a namespace that the portal does not know yet. */
function WhichNamespace(props: {
  requests: Requests;
  summary: CoverageSummary;
}) {
  const t = useWords();
  const { requests, summary } = props;
  const { namespaces, isLoading } = requests;
  return (
    <>
      <EmptyState title={t('requests.whichNamespace.title')}>
        {t('requests.whichNamespace.text')}
      </EmptyState>
      <AddedNamespaces
        namespaces={namespaces}
        shown={summary.namespaces}
        isLoading={isLoading}
      />
      <NamespaceForm onAdd={namespaces.add} />
      <Refusals coverage={summary.notAllowed} />
    </>
  );
}
