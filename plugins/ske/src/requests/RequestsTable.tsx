import { useMemo } from 'react';
import { PageSkeleton, useIsNarrow } from '../parts';
import { summarizeCoverage } from './completeness';
import { useRequests } from './data';
import { CoverageNotes, NamespaceNote } from './notes';
import { isRefused, PromisesNote, PromisesRefused } from './PromisesRefused';
import styles from './RequestsTable.module.css';
import { SelectionBar, useSelection } from './selection';
import {
  ChangesNote,
  EmptyList,
  ListHead,
  Pager,
  RowsAsCards,
  RowsAsTable,
  useColumns,
} from './table';
import {
  PAGE_SIZE,
  useAnnouncedCount,
  useRequestList,
  useRequestView,
  useSettled,
} from './view';

/**
 * The requests of all Promises, or of one, as the user may see them: live, and with the requests that need attention first. Filters, sort and page are in the
 * URL; the columns belong to the user.
 *
 * @param props.promise - the name of a Promise
 */
export function RequestsTable(props: { promise?: string }) {
  const { promise } = props;
  const isOnePromise = promise !== undefined;
  const view = useRequestView();
  const { filters, sort } = view.view;
  const requests = useRequests({ promise, wanted: filters });
  const isSettled = useSettled(requests.isLoading, requests.rows.length > 0);
  const list = useRequestList(requests, view.view, isSettled);
  const columns = useColumns(isOnePromise, requests.rows);
  const summary = useMemo(
    () => summarizeCoverage(requests.coverage),
    [requests.coverage],
  );
  const selection = useSelection(requests.rows);
  const selectionProps = {
    selected: selection.ids,
    onToggle: selection.toggle,
    onToggleAll: selection.toggleAll,
  };
  const isNarrow = useIsNarrow();
  const { promises, isLoading } = requests;
  useAnnouncedCount(list.shown, filters);

  if (isRefused(promises) && promises.items.length === 0) {
    return <PromisesRefused size="page" error={promises.error} />;
  }
  if (!isSettled) {
    return <PageSkeleton shape="rows" />;
  }
  if (list.total === 0 && list.shown === 0) {
    return isLoading ? (
      <PageSkeleton shape="rows" />
    ) : (
      <div className={styles.list}>
        <Notes
          requests={requests}
          // The empty list of one Promise says it.
          summary={isOnePromise ? { ...summary, notServed: [] } : summary}
        />
        <EmptyList
          requests={requests}
          summary={summary}
          total={0}
          promise={promise}
          onClear={view.clear}
        />
      </div>
    );
  }
  return (
    <div className={styles.list}>
      <ListHead
        list={list}
        view={view}
        columns={columns}
        isOnePromise={isOnePromise}
      />
      <Notes requests={requests} summary={summary} />
      <ChangesNote list={list} />
      {list.shown === 0 && (
        <EmptyList
          requests={requests}
          summary={summary}
          total={list.total}
          promise={promise}
          onClear={view.clear}
        />
      )}
      {list.shown > 0 &&
        (isNarrow ? (
          <RowsAsCards
            rows={list.page}
            columns={columns.columns}
            {...selectionProps}
          />
        ) : (
          <RowsAsTable
            rows={list.page}
            columns={columns.columns}
            sortColumn={sort.column}
            isDescending={sort.isDescending}
            onSort={view.setSort}
            {...selectionProps}
          />
        ))}
      <SelectionBar selection={selection} promises={promises.items} />
      <Pager
        page={list.pageIndex}
        pageSize={PAGE_SIZE}
        total={list.shown}
        onChange={view.setPage}
      />
    </div>
  );
}

function Notes(props: {
  requests: ReturnType<typeof useRequests>;
  summary: ReturnType<typeof summarizeCoverage>;
}) {
  const { requests, summary } = props;
  const { promises } = requests;
  return (
    <>
      <PromisesNote promises={promises} />
      <NamespaceNote
        summary={summary}
        kinds={requests.kinds.length}
        namespaces={requests.namespaces}
        unasked={requests.unasked}
        isLoading={requests.isLoading}
      />
      <CoverageNotes summary={summary} />
    </>
  );
}
